import type { SyncAction } from '../definitions/definition.ts'
import { contactColumns } from '../instance/contacts.ts'
import { findList } from '../instance/find-members.ts'
import type { Instance } from '../instance/instance.ts'
import type { SyncLog } from './sync-log.ts'

/** Where actions are done. `strict`: whoever is not on a list that he is to be taken off is worth a warning. */
export interface ActionGround {
  readonly instance: Instance
  readonly log: SyncLog
  readonly at: number
  readonly strict?: boolean
}

/** Does the actions of a definition to contacts and logs how many each has changed. */
export function runSyncActions(
  actions: readonly SyncAction[],
  contacts: readonly number[],
  { instance, log, at, strict = false }: ActionGround,
): void {
  for (const { action, destination, status } of actions) {
    if (action === 'setStatus') {
      if (/globalsubscribe/i.test(destination)) subscribe(contacts, status === 'subscribed', instance)
      log.add(at, 'ELQ-00128', { count: contacts.length, message: `Updated members status to ${status}.` })
      continue
    }
    const list = findList(instance, destination)
    if (!list) continue
    const count = action === 'add' ? list.add(contacts) : list.remove(contacts)
    const [code, verb] =
      action === 'add' ? ['ELQ-00119', 'Added members to'] : ['ELQ-00118', 'Removed members from']
    log.add(at, code, { count, message: `${verb} Contact List ${list.id}.` })
    const missing = contacts.length - count
    if (strict && action === 'remove' && missing > 0)
      log.add(at, 'ELQ-00034', { count: missing, severity: 'warning' })
  }
}

function subscribe(contacts: readonly number[], subscribed: boolean, instance: Instance): void {
  for (const row of contacts) {
    instance.contacts.set(row, contactColumns.unsubscribed, subscribed ? '' : '1', instance.clock.now())
  }
}
