import { testsOn } from '@dwmops/local-mongo/testing'
import { databaseTests } from './database-tests.ts'

/** The queue's whole contract once more on three members, as production has them. */
await testsOn('replica-set', import.meta.dirname, databaseTests)
