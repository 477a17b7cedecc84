/** node prepare.ts: fills the cache for the database that this machine will start, and says which one that is. */
import { prepareLocalMongo } from './start-local-mongo.ts'

const prepared = await prepareLocalMongo({ progress: (line) => console.error(line) })
console.log(prepared.description)
