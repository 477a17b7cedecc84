import type { SettingsOf } from '@dwmops/fleet'
import { connectMongodb, defineSettings, parseSettings } from '@dwmops/job-runner'
import type { Db, MongoClient } from 'mongodb'

const definition = defineSettings(['MONGODB_URL', 'QUEUE_DATABASE', 'RULES_DATABASE', 'CONFIG_NAME'])

/** The database of the settings, connected. */
export interface OpenDatabases {
  readonly client: MongoClient
  readonly settings: SettingsOf<(typeof definition)['names'][number]>
  readonly queueDb: Db
  readonly rulesDb: Db
}

/** Connects; throws SettingsError and MongodbUnavailableError. */
export async function openDatabases(): Promise<OpenDatabases> {
  const settings = parseSettings(definition, process.env)
  const { queueDatabase, rulesDatabase } = settings
  const client = await connectMongodb(settings.mongodbUrl, { appName: 'dwm doctor', database: queueDatabase })
  return { client, settings, queueDb: client.db(queueDatabase), rulesDb: client.db(rulesDatabase) }
}
