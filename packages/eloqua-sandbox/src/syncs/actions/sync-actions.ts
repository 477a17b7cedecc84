import type { SyncAction } from '../../definitions/definition.ts'
import type { FaultArguments } from '../../faults/active-faults.ts'
import { contactColumns } from '../../instance/contacts.ts'
import { findList } from '../../instance/find-members.ts'
import type { Instance } from '../../instance/instance.ts'
import { placeOf } from '../../random.ts'
import type { SyncLog } from '../sync-log.ts'

/** Where actions are done. `strict`: a contact that is not on the list it is to be taken off is worth a warning. */
export interface ActionGround {
  readonly instance: Instance
  readonly log: SyncLog
  readonly at: number
  readonly strict?: boolean
  /** the fault that keeps actions from their effect */
  readonly ignored?: FaultArguments | undefined
}

/** Does the actions of a definition to contacts and logs how many each has changed. */
export function runSyncActions(
  actions: readonly SyncAction[],
  contacts: readonly number[],
  { instance, log, at, strict = false, ignored }: ActionGround,
): void {
  const done = reachedContacts(contacts, instance, ignored)
  for (const { action, destination, status } of actions) {
    if (action === 'setStatus') {
      if (/globalsubscribe/i.test(destination)) subscribe(done, status === 'subscribed', instance)
      log.add(at, 'ELQ-00128', { count: done.length, message: `Updated members status to ${status}.` })
      continue
    }
    const list = findList(instance, destination)
    if (!list) continue
    const claimed = contacts.filter((row) => list.members.has(row) === (action === 'remove')).length
    const changed = action === 'add' ? list.add(done) : list.remove(done)
    const count = ignored?.['counted'] === 'true' ? claimed : changed
    const [code, verb] =
      action === 'add' ? ['ELQ-00119', 'Added members to'] : ['ELQ-00118', 'Removed members from']
    log.add(at, code, { count, message: `${verb} Contact List ${list.id}.` })
    const missing = contacts.length - count
    if (strict && action === 'remove' && missing > 0)
      log.add(at, 'ELQ-00034', { count: missing, severity: 'warning' })
  }
}

/** Those whom a fault lets actions reach. */
function reachedContacts(
  contacts: readonly number[],
  { contacts: { table }, seed }: Instance,
  ignored: FaultArguments | undefined,
): readonly number[] {
  if (!ignored) return contacts
  const share = ignored['share'] ? Number(ignored['share']) : 1
  return contacts.filter((row) => placeOf(seed, table.ids.at(row)) >= share)
}

function subscribe(contacts: readonly number[], subscribed: boolean, instance: Instance): void {
  for (const row of contacts) {
    instance.contacts.set(row, contactColumns.unsubscribed, subscribed ? '' : '1', instance.clock.now())
  }
}
