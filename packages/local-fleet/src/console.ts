import { createToken } from '@dwmops/access'
import { startApi, undoSettingsOf } from '@dwmops/api'
import { bundleConsole } from '@dwmops/console'
import { apiSettings } from '@dwmops/fleet'
import { defineSettings, openServiceLog, parseSettings } from '@dwmops/job-runner'
import type { Fleet } from './fleet.ts'

/** The console over a fleet of this machine. */
export interface OpenConsole {
  /** Where it is, with a login as operator in it. Anyone who has it may do all, on this machine. */
  readonly loginLink: string
  stop(): Promise<void>
}

/** Serves the API with the console on 127.0.0.1, on a free port unless one is given. */
export async function openConsole(
  { client, environment }: Fleet,
  { port = 0 }: { readonly port?: number } = {},
): Promise<OpenConsole> {
  const settings = parseSettings(defineSettings(apiSettings), { ...environment, API_PORT: String(port) })
  const log = openServiceLog('api', { ...environment, LOG_LEVEL: 'warn' })
  const api = await startApi({
    settings,
    undoSettings: undoSettingsOf(environment, log),
    bundleConsole,
    client,
    log,
  })
  const { token } = await createToken(client.db(settings.queueDatabase), {
    name: 'this machine',
    role: 'operator',
    createdBy: 'npm start',
  })
  return { loginLink: `${api.url}/console/#token=${token}`, stop: () => api.stop() }
}
