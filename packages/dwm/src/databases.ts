import { connectMongodb, defineSettings, parseSettings } from '@dwmops/job-runner'
import type { Db } from 'mongodb'

const definition = defineSettings(['MONGODB_URL', 'QUEUE_DATABASE', 'RULES_DATABASE'])

export interface Databases {
  readonly queueDb: Db
  readonly rulesDb: Db
}

/**
 * Runs some work on the databases that the environment names, and closes the connection after it. Throws SettingsError and
 * MongodbUnavailableError.
 */
export async function withDatabases<T>(work: (databases: Databases) => Promise<T>): Promise<T> {
  const settings = parseSettings(definition, process.env)
  const client = await connectMongodb(settings.mongodbUrl, {
    appName: 'dwm',
    database: settings.queueDatabase,
  })
  try {
    return await work({
      queueDb: client.db(settings.queueDatabase),
      rulesDb: client.db(settings.rulesDatabase),
    })
  } finally {
    await client.close()
  }
}
