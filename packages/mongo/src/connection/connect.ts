import { MongoClient, type MongoClientOptions } from 'mongodb'
import { MongodbUnavailableError, MongodbUrlError } from '../errors.ts'
import { endBrokenWrites } from '../retries/broken-writes.ts'
import { durable } from './durable.ts'
import { replicaSetMismatch, watchReplicaSetNames } from './replica-set-name.ts'
import { requireSupportedServer } from './supported-server.ts'
import { hasOption, withoutOverriddenOptions } from './url-options.ts'

endBrokenWrites()

/** How to connect. */
export interface ConnectOptions {
  /** Names the client in the server's log. */
  readonly appName: string
  /** The address for people, without user, password and options. */
  readonly address: string
  /** A database that the user may write to: the server is asked there whether it is a supported one. Not asked without. */
  readonly database?: string
}

/** Bounds that the connection string may set itself. */
const bounds = {
  /** Together with `connectTimeoutMS`, what makes a dead database known in well under 30 s. */
  serverSelectionTimeoutMS: 10_000,
  connectTimeoutMS: 10_000,
  /** A server that took a command and never answers: longer than any command of the fleet takes. */
  socketTimeoutMS: 120_000,
}

/**
 * Connects to MongoDB. Every collection of the client is read and written as {@link durable} says, with the driver's
 * retries on, whatever the connection string says. Throws MongodbUrlError for a string that a person must change (it
 * cannot be parsed, names another replica set, or leads to a server that is not supported), MongodbUnavailableError when no
 * server serves us in 10 s.
 */
export async function connect(url: string, options: ConnectOptions): Promise<MongoClient> {
  const client = clientFor(url, options.appName)
  const names = watchReplicaSetNames(client)
  try {
    await client.connect()
    await requirePrimary(client)
    if (options.database !== undefined) await requireSupportedServer(client, options.database)
    return client
  } catch (error) {
    await client.close()
    if (error instanceof MongodbUrlError) throw error
    const mismatch = replicaSetMismatch(client.options.replicaSet, names)
    if (mismatch !== undefined) throw new MongodbUrlError(mismatch, error)
    throw new MongodbUnavailableError(`connecting to MongoDB at ${options.address} failed`, { cause: error })
  } finally {
    names.stop()
  }
}

function clientFor(url: string, appName: string): MongoClient {
  const options: MongoClientOptions = { ...durable, appName, retryReads: true, retryWrites: true }
  for (const [name, value] of Object.entries(bounds))
    if (!hasOption(url, name)) Object.assign(options, { [name]: value })
  try {
    return new MongoClient(withoutOverriddenOptions(url), options)
  } catch {
    // whatever the driver says may quote the string, password and all
    throw new MongodbUrlError('connection string that the MongoDB driver accepts')
  }
}

/** A connection to one member alone is served by it even where it is a secondary, whose answers may be old. */
async function requirePrimary(client: MongoClient): Promise<void> {
  const hello = await client.db('admin').command({ hello: 1 })
  if (hello['isWritablePrimary'] !== true)
    throw new Error(
      'directConnection leads to a member that is not the primary: name the replica set instead',
    )
}
