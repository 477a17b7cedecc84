import type { ActiveFaults } from '../../faults/active-faults.ts'
import { rowMatcher } from '../../faults/row-matcher.ts'
import type { Instance } from '../../instance/instance.ts'
import { runSyncActions } from '../actions/sync-actions.ts'
import { contactsOf } from '../export/end-export.ts'
import type { Reject, Sync } from '../sync.ts'
import { fatalCode } from './fatal-code.ts'
import { type ImportGround, importGround, rowFinder } from './import-ground.ts'
import { type ImportResult, logCounts, logStaged } from './log-counts.ts'
import { logKeys } from './log-keys.ts'
import { lostRows } from './lost-rows.ts'
import { rejectOf } from './reject-of.ts'
import { type Candidate, candidateOf, type Screened, screenRecords } from './screen-records.ts'
import { type StagedRecords, stagedRecords } from './staged-records.ts'
import { recordStore } from './store-records.ts'

/** The end of an import: its rows are screened and stored, then its actions are done to the contacts that went in. */
export function endImport(sync: Sync, instance: Instance, faults: ActiveFaults, at: number): void {
  const ground = importGround(sync.definition, instance, faults, at)
  const staged = stagedRecords(sync.files, ground.keys, lostRows(ground))
  const { log } = sync
  const fatal = fatalCode(staged, ground)
  if (fatal !== undefined) {
    logStaged(log, staged.count, at)
    logKeys(staged, log, at)
    log.add(at, fatal, { severity: 'error' })
    return
  }
  const screened = screenRecords(staged.walk(), ground)
  sync.duplicates = screened.duplicates
  const result = storeAll(sync, staged, screened, ground)
  logCounts(sync, staged, result, ground)
  const acted = contactsOf(ground.definition.entity, result.stored.rows, instance)
  const rejected = ground.trigger('act-on-rejects') ? rejectedContacts(sync, ground) : []
  const actions = ground.definition.body.syncActions ?? []
  const strict = ground.trigger('members-strict') !== undefined
  const ignored = faults.trigger('actions-ignored', { kind: sync.kind, path: sync.definition.uri })
  runSyncActions(actions, [...new Set([...acted, ...rejected])], { instance, log, at, strict, ignored })
}

/** Stores what the screen let through, and notes what was not taken as it was. */
function storeAll(
  sync: Sync,
  staged: StagedRecords,
  { refusals }: Screened,
  ground: ImportGround,
): ImportResult {
  const { stored, store } = recordStore(ground)
  const harmless = harmlessReject(ground)
  const unlistedCode = unlistedRejects(ground)
  const refused: string[] = []
  const unlisted: string[] = []
  for (const staging of staged.walk()) {
    const kept = refusals.get(staging.index)
    const record = candidateOf(staging, ground)
    const storing = kept === undefined ? store(record) : { refused: kept.code, invalid: [] }
    if (storing.refused !== undefined) refused.push(storing.refused)
    if (kept === undefined && storing.refused === unlistedCode && unlistedCode !== undefined)
      unlisted.push(unlistedCode)
    else if (storing.refused !== undefined)
      sync.rejects.push(rejectOf(staging, storing.refused, ground, kept?.field && [kept.field]))
    for (const [code, values] of Map.groupBy(storing.invalid, (value) => value.code)) {
      const keys = values.map(({ key }) => key)
      sync.rejects.push(rejectOf(record, code, ground, keys))
    }
    sync.rejects.push(...(kept === undefined ? harmless(record) : []))
  }
  return { stored, refused, unlisted }
}

/** The code of rows that a fault keeps out of the rejects. */
function unlistedRejects(ground: ImportGround): string | undefined {
  const fault = ground.trigger('unmatched-rows')
  return fault?.['listed'] === 'false' ? fault['code'] : undefined
}

/** Rejects of records that went in all the same, where a fault has it so. */
function harmlessReject(ground: ImportGround): (record: Candidate) => Reject[] {
  const fault = ground.trigger('harmless-rejects')
  if (!fault) return () => []
  const isMeant = rowMatcher(fault, ground.instance.seed)
  const field = ground.keys.find((key) => key !== ground.identifier)
  const invalid = field === undefined ? [] : [field]
  return (record) =>
    isMeant(record.identifier) ? [rejectOf(record, fault['code'] ?? '', ground, invalid)] : []
}

function rejectedContacts(sync: Sync, ground: ImportGround): readonly number[] {
  const { identifier, identifierSource: source } = ground
  if (identifier === undefined || !source) return []
  const find = rowFinder(ground, source, false)
  const rows = sync.rejects.flatMap(({ fieldValues }) => find(fieldValues[identifier] ?? ''))
  return contactsOf(ground.definition.entity, rows, ground.instance)
}
