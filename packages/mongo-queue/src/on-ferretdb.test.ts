import { testsOn } from '@dwmops/local-mongo/testing'

/** The queue's whole contract once more on an engine that is not MongoDB. */
await testsOn('ferretdb', import.meta.dirname, [
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
