import { testsOn } from '@dwmops/local-mongo/testing'

/** What the store promises once more on an engine that is not MongoDB. */
await testsOn('ferretdb', import.meta.dirname, [
  'change-rule',
  'find-rules',
  'history',
  'place-rules',
  'publish',
  'rule-snapshot',
  'washes/washes',
])
