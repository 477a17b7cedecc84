import type { ActiveFaults } from '../../faults/active-faults.ts'
import { recordColumns } from '../../instance/custom-object.ts'
import type { Entity, Instance } from '../../instance/instance.ts'
import { runSyncActions } from '../actions/sync-actions.ts'
import type { Sync } from '../sync.ts'

/** The end of an export: its rows are there to be read, then its actions are done to exactly these. */
export function endExport(sync: Sync, instance: Instance, faults: ActiveFaults, at: number): void {
  const rows = Array.from(sync.exported?.rows ?? [])
  const { log } = sync
  const { entity, body, uri } = sync.definition
  log.add(at, 'ELQ-00103')
  log.add(at, 'ELQ-00106')
  log.add(at, 'ELQ-00102', { count: rows.length })
  log.add(at, 'ELQ-00131')
  if (entity === instance.contacts && !looksForModified(body.filter))
    for (const row of rows) instance.contacts.exports.add(row)
  const ignored = faults.trigger('actions-ignored', { kind: sync.kind, path: uri })
  runSyncActions(body.syncActions ?? [], contactsOf(entity, rows, instance), { instance, log, at, ignored })
}

/** Who asks what was modified compares it with what was exported before: that is no further export of the contact. */
function looksForModified(filter = ''): boolean {
  return /\{\{contact\.updatedat\}\}/i.test(filter)
}

/** The contacts behind rows of an entity: themselves, or those that the records are linked to. */
export function contactsOf(entity: Entity, rows: readonly number[], instance: Instance): readonly number[] {
  const { contacts } = instance
  if (entity === contacts) return rows
  return rows.flatMap((row) => contacts.table.rowOf(entity.table.get(row, recordColumns.contact)) ?? [])
}
