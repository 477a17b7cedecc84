import { testsOn } from '@dwmops/local-mongo/testing'
import { databaseTests } from './database-tests.ts'

/** What the store promises once more on three members, as production has them. */
await testsOn('replica-set', import.meta.dirname, databaseTests)
