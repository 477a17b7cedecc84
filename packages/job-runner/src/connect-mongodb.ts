import type { Secret } from '@dwmops/fleet'
import {
  MongoClient,
  type MongoClientOptions,
  MongoInvalidArgumentError,
  MongoMissingDependencyError,
  MongoParseError,
} from 'mongodb'
import { SettingsError } from './settings-error.ts'

const bounds = {
  /** Together with `connectTimeoutMS`, what makes a dead database known in well under 30 s. */
  serverSelectionTimeoutMS: 10_000,
  connectTimeoutMS: 10_000,
  /** A server that took a command and never answers: longer than any command of the fleet takes. */
  socketTimeoutMS: 120_000,
}

/** MongoDB could not be reached, or refused us. `cause` is what the driver said. */
export class MongodbUnavailableError extends Error {
  override readonly name = 'MongodbUnavailableError'
  readonly code = 'MONGODB_UNAVAILABLE'
  /** The address without user, password and options. */
  readonly address: string

  constructor(url: Secret, cause: unknown) {
    super(`connecting to MongoDB at ${url} failed`, { cause })
    this.address = String(url)
  }
}

/**
 * Connects to MongoDB. Bounds that the connection string sets itself are left alone.
 * Throws SettingsError for a string that the driver refuses, MongodbUnavailableError when no server serves us in 10 s.
 */
export async function connectMongodb(url: Secret, appName: string): Promise<MongoClient> {
  const client = clientFor(url, appName)
  try {
    await client.connect()
    await client.db('admin').command({ ping: 1 })
    return client
  } catch (error) {
    await client.close()
    throw new MongodbUnavailableError(url, error)
  }
}

function clientFor(url: Secret, appName: string): MongoClient {
  const given = url.reveal()
  const options: MongoClientOptions = { appName, writeConcern: { w: 'majority', journal: true } }
  for (const [name, value] of Object.entries(bounds)) {
    if (!given.toLowerCase().includes(`${name.toLowerCase()}=`)) Object.assign(options, { [name]: value })
  }
  try {
    return new MongoClient(given, options)
  } catch (error) {
    if (!isRefusal(error)) throw error
    // the driver's message may quote the string, password and all
    throw new SettingsError([
      { name: 'MONGODB_URL', expected: 'connection string that the MongoDB driver accepts' },
    ])
  }
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof MongoParseError ||
    error instanceof MongoInvalidArgumentError ||
    error instanceof MongoMissingDependencyError ||
    error instanceof TypeError
  )
}
