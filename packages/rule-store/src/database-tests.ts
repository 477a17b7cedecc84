/** Test files that hold what the store promises of any database: run on each that it may meet. */
export const databaseTests = [
  'rules/change-rule',
  'rules/find-rules',
  'history/history',
  'history/repair-chains',
  'rules/place-rules',
  'publish/publish',
  'publish/refused-sets',
  'publish/rule-set-diff',
  'rules/rule-snapshot',
  'washes/washes',
] as const
