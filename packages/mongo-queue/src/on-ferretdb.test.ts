import { testsOn } from '@dwmops/local-mongo/testing'
import { databaseTests } from './database-tests.ts'

/** The queue's whole contract once more on an engine that is not MongoDB. */
await testsOn('ferretdb', import.meta.dirname, databaseTests)
