import { testsOn } from '@dwmops/local-mongo/testing'

/** Undo once more on three members, as production has them. */
await testsOn('replica-set', import.meta.dirname, ['undo'])
