/** node prepare.ts: fills the cache for the database that this machine will start (or `LOCAL_MONGO`), and says which one that is. */
import { LocalMongoError } from './errors.ts'
import { prepareLocalMongo } from './start-local-mongo.ts'

try {
  const prepared = await prepareLocalMongo({ progress: (line) => console.error(line) })
  console.log(prepared.description)
} catch (error) {
  if (!(error instanceof LocalMongoError)) console.error(error)
  // last, as the reason that is shown for a machine without this database
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 3
}
