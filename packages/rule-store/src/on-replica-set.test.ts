import { testsOn } from '@dwmops/local-mongo/testing'

/** What the store promises once more on three members, as production has them. */
await testsOn('replica-set', import.meta.dirname, [
  'change-rule',
  'find-rules',
  'history',
  'place-rules',
  'publish',
  'rule-snapshot',
  'washes/washes',
])
