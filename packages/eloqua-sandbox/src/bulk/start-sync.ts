import type { App } from '../app.ts'
import type { Definition } from '../definitions/definition.ts'
import { Refusal } from '../http/refusal.ts'
import { sendCallback } from '../syncs/callback.ts'
import type { Sync } from '../syncs/sync.ts'
import { syncItem } from '../syncs/sync-item.ts'

/** Starts a sync of a definition that still holds. Throws a Refusal: 400, or 409 where a fault has it so. */
export function startSync(app: App, definition: Definition, user: string, callbackUrl?: string): Sync {
  app.definitions.recheck(definition)
  if (app.syncs.isBusy(definition) && app.faults.trigger('definition-busy', { path: definition.uri })) {
    throw new Refusal(409, 'The definition is in a running sync.')
  }
  const sync = app.syncs.start(definition, user, callbackUrl)
  if (callbackUrl !== undefined && app.faults.trigger('callback-early', { path: definition.uri })) {
    sendCallback(callbackUrl, { ...syncItem(sync), status: 'success' })
  }
  return sync
}
