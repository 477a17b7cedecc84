import { startFerretDb } from './ferretdb.ts'
import type { LocalMongo, LocalMongoOptions } from './local-mongo.ts'
import { sweepWorkFolders } from './work-folder.ts'

export async function startLocalMongo(options: LocalMongoOptions = {}): Promise<LocalMongo> {
  await sweepWorkFolders()
  return startFerretDb(options)
}
