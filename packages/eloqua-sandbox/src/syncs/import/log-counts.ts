import type { Sync } from '../sync.ts'
import type { SyncLog } from '../sync-log.ts'
import type { ImportGround } from './import-ground.ts'
import { logKeys } from './log-keys.ts'
import type { StagedRecords } from './staged-records.ts'
import type { Stored } from './store-records.ts'

/** What an import did with its rows. */
export interface ImportResult {
  readonly stored: Stored
  /** codes of rows that were kept out, one a row */
  readonly refused: readonly string[]
  /** codes that are counted and not listed among the rejects */
  readonly unlisted: readonly string[]
}

/** Logs how many rows an import was given. */
export function logStaged(log: SyncLog, count: number, at: number): void {
  log.add(at, 'ELQ-00130', { count })
  log.add(at, 'ELQ-00137')
}

/** Logs what an import did with its rows; a fault leaves rejected ones out of the counts. */
export function logCounts(
  sync: Sync,
  staged: StagedRecords,
  { stored, refused, unlisted }: ImportResult,
  { at, definition, instance, trigger }: ImportGround,
): void {
  const { log } = sync
  const uncounted = trigger('rejects-uncounted')?.['counters']
  const countedBy = (counter: string) =>
    staged.count - (uncounted === counter || uncounted === 'both' ? refused.length : 0)
  logStaged(log, countedBy('staged'), at)
  logKeys(staged, log, at)
  log.add(at, 'ELQ-00001', { count: countedBy('processed') })
  const codes = [...sync.rejects.map(({ statusCode }) => statusCode), ...unlisted]
  for (const [code, { length }] of Map.groupBy(codes, (one) => one)) {
    const seen = code === 'ELQ-00040' ? 'ELQ-00144' : code
    log.add(at, seen, { count: length, severity: 'warning' })
  }
  log.add(at, 'ELQ-00003', { count: countedBy('processed') - sync.duplicates })
  const isContacts = definition.entity === instance.contacts
  log.add(at, isContacts ? 'ELQ-00004' : 'ELQ-00007', { count: stored.created })
  log.add(at, isContacts ? 'ELQ-00022' : 'ELQ-00012', { count: stored.updated })
  if (!isContacts && definition.body.mapDataCards) log.add(at, 'ELQ-00025', { count: stored.linked })
  log.add(at, 'ELQ-00071')
}
