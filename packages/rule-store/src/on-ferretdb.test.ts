import { testsOn } from '@dwmops/local-mongo/testing'
import { databaseTests } from './database-tests.ts'

/** What the store promises once more on an engine that is not MongoDB. */
await testsOn('ferretdb', import.meta.dirname, databaseTests)
