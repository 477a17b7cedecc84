import { testsOn } from '@dwmops/local-mongo/testing'

/** What the ledger promises once more on an engine that is not MongoDB. */
await testsOn('ferretdb', import.meta.dirname, [
  'resume-entry',
  'faults',
  'find-entries',
  'hourly-usage',
  'steps',
])
