import { testsOn } from '@dwmops/local-mongo/testing'

/** The queue's whole contract once more on three members, as production has them. */
await testsOn('replica-set', import.meta.dirname, [
  'add',
  'adopt',
  'claim',
  'dead-letters',
  'lease',
  'outage',
  'rescue',
  'settle',
  'stats',
])
