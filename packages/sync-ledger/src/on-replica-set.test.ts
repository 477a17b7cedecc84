import { testsOn } from '@dwmops/local-mongo/testing'

/** What the ledger promises once more on three members, as production has them. */
await testsOn('replica-set', import.meta.dirname, [
  'resume-entry',
  'faults',
  'find-entries',
  'hourly-usage',
  'steps',
])
