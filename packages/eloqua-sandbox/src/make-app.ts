import type { App } from './app.ts'
import { Clock } from './clock.ts'
import type { FileContact } from './contacts/read-contacts-file.ts'
import { Definitions } from './definitions/definitions.ts'
import { ActiveFaults } from './faults/active-faults.ts'
import { Logins } from './http/logins.ts'
import { Pod } from './http/pod.ts'
import { RequestLog } from './http/request-log.ts'
import { makeInstance } from './make-instance.ts'
import type { SandboxOptions } from './options.ts'
import { PlannedChanges } from './outside/planned-changes.ts'
import { SyncEngine } from './syncs/sync-engine.ts'

/** The parts of a sandbox with the defaults of all options. Throws SandboxOptionsError, ContactsFileError. */
export function makeApp(options: SandboxOptions, fromFile?: readonly FileContact[]): App {
  const { company = 'Sandbox', user = 'sandbox', password = 'sandbox', users = [], seed = 1 } = options
  const { oauthClient = { id: 'sandbox', secret: 'sandbox' }, pendingMs = 20, activeMs = 50 } = options
  const faults = new ActiveFaults(options.faults)
  const clock = new Clock({
    manual: options.clock === 'manual',
    ...(options.startAt === undefined ? {} : { startAt: options.startAt }),
  })
  const instance = makeInstance(options, clock, fromFile)
  const logins = new Logins({
    ...{ company, clock, seed, client: oauthClient },
    users: [{ name: user, password }, ...users],
  })
  const { firstId = 1 } = options
  const definitions = new Definitions(instance, faults, firstId)
  const changes = new PlannedChanges(instance)
  const syncs = new SyncEngine({ instance, faults, changes, times: { pendingMs, activeMs }, firstId })
  const parts = { company, instance, faults, definitions, syncs, logins, changes }
  return { ...parts, pod: new Pod(), requests: new RequestLog() }
}
