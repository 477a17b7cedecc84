import type { Secret } from '@dwmops/fleet'
import { connect, MongodbUrlError } from '@dwmops/mongo'
import type { MongoClient } from 'mongodb'
import { SettingsError } from './settings/settings-error.ts'

/** Whose connection string it is, and what it is for. */
export interface ConnectTo {
  /** Names the client in the server's log. */
  readonly appName: string
  /** The setting or option that holds the string. */
  readonly variable?: string
  /** A database that is written to: the server is refused when it is none that dwmops works on. Any will do without. */
  readonly database?: string
}

/**
 * Connects to MongoDB; see {@link connect}. Throws SettingsError, which names the variable, for a string that a person must change,
 * MongodbUnavailableError when no server serves us in 10 s.
 */
export async function connectMongodb(
  url: Secret,
  { appName, variable = 'MONGODB_URL', database }: ConnectTo,
): Promise<MongoClient> {
  const address = String(url)
  try {
    return await connect(url.reveal(), { appName, address, ...(database !== undefined && { database }) })
  } catch (error) {
    if (!(error instanceof MongodbUrlError)) throw error
    throw new SettingsError([{ name: variable, expected: error.expected }])
  }
}
