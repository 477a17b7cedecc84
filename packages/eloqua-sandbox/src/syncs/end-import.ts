import type { ActiveFaults } from '../faults/active-faults.ts'
import { rowMatcher } from '../faults/row-matcher.ts'
import type { Instance } from '../instance/instance.ts'
import { contactsOf } from './end-export.ts'
import { fatalCode } from './fatal-code.ts'
import { type ImportGround, importGround, rowFinder } from './import-ground.ts'
import { logKeys } from './log-keys.ts'
import { rejectOf } from './reject-of.ts'
import { type Candidate, candidateOf, type Screened, screenRecords } from './screen-records.ts'
import { type StagedRecords, stagedRecords } from './staged-records.ts'
import { recordStore, type Stored } from './store-records.ts'
import type { Reject, Sync } from './sync.ts'
import { runSyncActions } from './sync-actions.ts'

/** The end of an import: its rows are screened and stored, then its actions are done to the contacts that went in. */
export function endImport(sync: Sync, instance: Instance, faults: ActiveFaults, at: number): void {
  const ground = importGround(sync.definition, instance, faults, at)
  const staged = stagedRecords(sync.files, ground.keys)
  const { log } = sync
  log.add(at, 'ELQ-00130', { count: staged.count })
  log.add(at, 'ELQ-00137')
  logKeys(staged, log, at)
  const fatal = fatalCode(staged, ground)
  if (fatal !== undefined) {
    log.add(at, fatal, { severity: 'error' })
    return
  }
  const screened = screenRecords(staged.walk(), ground)
  sync.duplicates = screened.duplicates
  const stored = storeAll(sync, staged, screened, ground)
  logCounts(sync, staged.count, stored, ground)
  const acted = contactsOf(ground.definition.entity, stored.rows, instance)
  const rejected = ground.strike('act-on-rejects') ? rejectedContacts(sync, ground) : []
  const actions = ground.definition.body.syncActions ?? []
  const strict = ground.strike('members-strict') !== undefined
  runSyncActions(actions, [...new Set([...acted, ...rejected])], { instance, log, at, strict })
}

/** Stores what the screen let through, and notes what was not taken as it was. */
function storeAll(sync: Sync, staged: StagedRecords, screened: Screened, ground: ImportGround): Stored {
  const { stored, store } = recordStore(ground)
  const harmless = harmlessReject(ground)
  for (const staging of staged.walk()) {
    const record = candidateOf(staging, ground)
    const kept = screened.codes.get(record.index)
    const { refused, invalidKeys } = kept === undefined ? store(record) : { refused: kept, invalidKeys: [] }
    if (refused !== undefined) sync.rejects.push(rejectOf(staging, refused, ground))
    else if (invalidKeys.length > 0) sync.rejects.push(rejectOf(record, 'ELQ-00040', ground, invalidKeys))
    sync.rejects.push(...(kept === undefined ? harmless(record) : []))
  }
  return stored
}

/** Rejects of records that went in all the same, where a fault has it so. */
function harmlessReject(ground: ImportGround): (record: Candidate) => Reject[] {
  const fault = ground.strike('harmless-rejects')
  if (!fault) return () => []
  const isMeant = rowMatcher(fault, ground.instance.seed)
  const field = ground.keys.find((key) => key !== ground.identifier)
  const invalid = field === undefined ? [] : [field]
  return (record) =>
    isMeant(record.identifier) ? [rejectOf(record, fault['code'] ?? '', ground, invalid)] : []
}

function logCounts(
  sync: Sync,
  total: number,
  stored: Stored,
  { at, definition, instance }: ImportGround,
): void {
  const { log, rejects } = sync
  const counts = Map.groupBy(rejects, ({ statusCode }) => statusCode)
  log.add(at, 'ELQ-00001', { count: total })
  for (const [code, { length }] of counts) {
    const seen = code === 'ELQ-00040' ? 'ELQ-00144' : code
    log.add(at, seen, { count: length, severity: 'warning' })
  }
  log.add(at, 'ELQ-00003', { count: total - sync.duplicates })
  const isContacts = definition.entity === instance.contacts
  log.add(at, isContacts ? 'ELQ-00004' : 'ELQ-00007', { count: stored.created })
  log.add(at, isContacts ? 'ELQ-00022' : 'ELQ-00012', { count: stored.updated })
  if (!isContacts && definition.body.mapDataCards) log.add(at, 'ELQ-00025', { count: stored.linked })
  log.add(at, 'ELQ-00071')
}

function rejectedContacts(sync: Sync, ground: ImportGround): readonly number[] {
  const { identifier, identifierSource: source } = ground
  if (identifier === undefined || !source) return []
  const find = rowFinder(ground, source, false)
  const rows = sync.rejects.flatMap(({ fieldValues }) => find(fieldValues[identifier] ?? ''))
  return contactsOf(ground.definition.entity, rows, ground.instance)
}
