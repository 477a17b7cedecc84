import { LocalMongoError } from '../errors.ts'
import { downloadedMongod } from '../mongod/downloaded-mongod.ts'
import { installedMongod } from '../mongod/installed-mongod.ts'
import { packagedMongod } from '../mongod/packaged-mongod.ts'
import { sweepWorkFolders } from '../process/work-folder.ts'
import { timed } from '../progress.ts'
import type { Mongod, PreparedMongo, ProviderRequest } from '../provider.ts'
import { type ReplicaSet, type ReplicaSetOptions, startReplicaSetOf } from './replica-set.ts'

/**
 * Starts a replica set of three members on loopback, of the mongod that `startLocalMongo` would start alone. It ends with the thread
 * that started it.
 * @throws LocalMongoError `LOCAL_MONGO_UNAVAILABLE` where no mongod is available.
 */
export async function startReplicaSet(options: ReplicaSetOptions = {}): Promise<ReplicaSet> {
  await sweepWorkFolders()
  const mongod = await availableMongod({ progress: timed(options.progress) })
  if (mongod !== undefined) return startReplicaSetOf(mongod, options)
  const message = 'a replica set needs a mongod, and none is available here: install one'
  throw new LocalMongoError('LOCAL_MONGO_UNAVAILABLE', message)
}

/** The same for tests that do not look at its members: a busy machine must not bring about elections. */
export async function replicaSetProvider(request: ProviderRequest): Promise<PreparedMongo | undefined> {
  const mongod = await availableMongod(request)
  if (mongod === undefined) return undefined
  const start = () => startReplicaSetOf(mongod, { ...request, electionTimeoutMs: 10_000 })
  return { flavour: 'replica-set', description: `a replica set of ${mongod.description}`, start }
}

async function availableMongod({ progress }: ProviderRequest): Promise<Mongod | undefined> {
  for (const provider of [installedMongod, downloadedMongod, packagedMongod]) {
    const mongod = (await provider({ progress }))?.mongod
    if (mongod !== undefined) return mongod
  }
  return undefined
}
