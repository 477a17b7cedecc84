/** Test files that hold what the ledger promises of any database: run on each that it may meet. */
export const databaseTests = [
  'steps/resume-entry',
  'faults',
  'entries/find-entries',
  'quota/hourly-usage',
  'steps/steps',
] as const
