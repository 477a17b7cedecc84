import type { ActiveFaults } from '../../faults/active-faults.ts'
import { rowMatcher } from '../../faults/row-matcher.ts'
import type { Instance } from '../../instance/instance.ts'
import { idFromExt } from '../../statements/contact-source.ts'
import { contactsOf } from '../export/end-export.ts'
import { fatalCode } from '../import/fatal-code.ts'
import { type ImportGround, importGround, rowFinder } from '../import/import-ground.ts'
import { logKeys } from '../import/log-keys.ts'
import { lostRows } from '../import/lost-rows.ts'
import { rejectOf } from '../import/reject-of.ts'
import { stagedRecords } from '../import/staged-records.ts'
import type { Sync } from '../sync.ts'
import { runSyncActions } from './sync-actions.ts'

/** The end of a standalone sync action: done to the contacts that its rows name, of which none is changed. */
export function endAction(sync: Sync, instance: Instance, faults: ActiveFaults, at: number): void {
  const ground = importGround(sync.definition, instance, faults, at)
  const staged = stagedRecords(sync.files, ground.keys, lostRows(ground))
  const { log } = sync
  log.add(at, 'ELQ-00140', { count: staged.count })
  logKeys(staged, log, at)
  const fatal = fatalCode(staged, ground)
  if (fatal !== undefined) {
    log.add(at, fatal, { severity: 'error' })
    return
  }
  const bad = ground.trigger('bad-rows')
  const isBad = bad ? rowMatcher(bad, instance.seed) : () => false
  const find = contactFinder(ground)
  const ignoresUnknown = ground.trigger('members-unknown-ignored') !== undefined
  const rows = new Set<number>()
  let named = 0
  for (const record of staged.walk()) {
    const value = record.row?.[ground.identifier ?? ''] ?? ''
    const found = find(value)
    if (isBad(value)) sync.rejects.push(rejectOf(record, bad?.['code'] ?? '', ground))
    else if (found.length === 0 && ignoresUnknown) continue
    else if (found.length === 0) sync.rejects.push(rejectOf(record, 'ELQ-00034', ground))
    else named += found.length
    if (!isBad(value)) for (const row of found) rows.add(row)
  }
  sync.duplicates = named - rows.size
  for (const [code, { length }] of Map.groupBy(sync.rejects, ({ statusCode }) => statusCode)) {
    log.add(at, code, { count: length, severity: 'warning' })
  }
  const contacts = contactsOf(ground.definition.entity, [...rows], instance)
  const ignored = faults.trigger('actions-ignored', { kind: sync.kind, path: sync.definition.uri })
  const strict = ground.trigger('members-strict') !== undefined
  runSyncActions(ground.definition.body.syncActions ?? [], contacts, { instance, log, at, strict, ignored })
}

function contactFinder(ground: ImportGround): (value: string) => readonly number[] {
  const source = ground.identifierSource
  if (!source) return () => []
  if (source.field?.internalName === 'ContactIDExt') {
    return (value) => {
      const row = ground.instance.contacts.table.rowOf(idFromExt(value.trim()) ?? '')
      return row === undefined ? [] : [row]
    }
  }
  return rowFinder(ground, source, false)
}
