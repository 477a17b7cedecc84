/** Test files that hold what the queue promises of any database: run on each that it may meet. */
export const databaseTests = [
  'add/add',
  'claim/adopt',
  'claim/claim',
  'dead-letters/dead-letters',
  'claim/lease',
  'outage',
  'claim/rescue',
  'settle/settle',
  'read/stats',
] as const
