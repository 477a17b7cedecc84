import { apiSettings, exitCodes } from '@dwmops/fleet'
import {
  connectMongodb,
  defineSettings,
  type Environment,
  openServiceLog,
  parseSettings,
} from '@dwmops/job-runner'
import type { BundleConsole } from './console/console-files.ts'
import { startApi } from './start-api.ts'
import { undoSettingsOf } from './undo-settings.ts'

/** Runs the API as its process, until SIGTERM, SIGINT or SIGHUP. Never throws: what came of it is `process.exitCode`. */
export async function runApi(env: Environment, bundleConsole: BundleConsole): Promise<void> {
  const log = openServiceLog('api', env)
  // from the start: a container's first process ignores a signal that nobody listens for
  const stopped = firstOf('SIGTERM', 'SIGINT', 'SIGHUP')
  try {
    const settings = parseSettings(defineSettings(apiSettings), env)
    const undo = undoSettingsOf(env, log)
    const client = await connectMongodb(settings.mongodbUrl, {
      appName: 'dwm-api',
      database: settings.queueDatabase,
    })
    const api = await startApi({ settings, undoSettings: undo, bundleConsole, client, log }).catch(
      async (error: unknown) => {
        await client.close()
        throw error
      },
    )
    log.info({ url: api.url }, 'listening')
    const signal = await stopped
    log.info({ signal }, 'stopping: requests under way are finished')
    await api.stop()
    await client.close()
  } catch (error) {
    log.error({ err: error }, 'cannot serve')
    process.exitCode = exitCodeOf(error)
  }
}

function firstOf(...signals: NodeJS.Signals[]): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, resolve)
  })
}

function exitCodeOf(error: unknown): number {
  const name = error instanceof Error ? error.name : ''
  if (name === 'SettingsError') return exitCodes.settings
  return name === 'MongodbUnavailableError' ? exitCodes.unavailable : exitCodes.unexpected
}
