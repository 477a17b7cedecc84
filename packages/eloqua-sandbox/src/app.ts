import type { Definitions } from './definitions/definitions.ts'
import type { ActiveFaults } from './faults/active-faults.ts'
import type { Logins } from './http/logins.ts'
import type { Pod } from './http/pod.ts'
import type { RequestLog } from './http/request-log.ts'
import type { Instance } from './instance/instance.ts'
import type { PlannedChanges } from './outside/planned-changes.ts'
import type { SyncEngine } from './syncs/sync-engine.ts'

/** The parts that routes work with. */
export interface App {
  readonly company: string
  readonly instance: Instance
  readonly faults: ActiveFaults
  readonly definitions: Definitions
  readonly syncs: SyncEngine
  readonly logins: Logins
  readonly pod: Pod
  readonly requests: RequestLog
  readonly changes: PlannedChanges
}
