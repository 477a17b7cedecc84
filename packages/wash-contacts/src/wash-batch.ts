import { textOf, type Washed, type Washer } from '@dwmops/core'
import { withExportedValues } from '@dwmops/fleet'
import { generationName, type Item, type Outcome } from '@dwmops/mongo-queue'
import type { HistoryEntry, HistoryReceipt, WashNote } from '@dwmops/rule-store'

/** Where washed contacts go. */
export const washedTo = 'indicatorQueue'

/** A record that could not be washed: ids and rule names only, no contact data. */
export interface FailedWash {
  readonly item: string
  readonly code: string
  readonly field: string | undefined
  readonly rule: string | undefined
  readonly reason: string
}

/** What washing made of a batch, before anything of it is written. */
export interface WashedBatch {
  readonly outcomes: readonly Outcome[]
  readonly history: readonly HistoryEntry[]
  /** Which rules did what, without values: for questions later, and for undo. */
  readonly washes: readonly WashNote[]
  readonly failed: readonly FailedWash[]
  readonly changed: number
  readonly hits: Readonly<Record<string, number>>
  /** Puts the `_id`s of the written history into the records, where the config wants them there. */
  noteHistoryIds(receipt: HistoryReceipt): void
}

/** Changes of a batch that are in memory at once; ten thousand times as much as those of a usual batch. */
const mostBatchBytes = 64 * 1024 * 1024

/**
 * Washes the items of a claim. A record that cannot be washed is dead after this one try and holds up no other. Where results are so
 * large that many of them would fill the memory, the items that come after them go back to be claimed again.
 */
export function washBatch(washer: Washer, items: readonly Item[], timestamp: number): WashedBatch {
  const outcomes: Outcome[] = []
  const history: HistoryEntry[] = []
  const washes: WashNote[] = []
  const failed: FailedWash[] = []
  const withHistory: Record<string, unknown>[] = []
  const hits: Record<string, number> = {}
  let changed = 0
  let bytes = 0
  for (const item of items) {
    if (bytes > mostBatchBytes) {
      outcomes.push({ id: item.id, to: 'requeue', countAttempt: false })
      continue
    }
    const result = washer.wash(item.payload, timestamp)
    if (!result.ok) {
      const { code, field, rule, reason } = result.error
      failed.push({ item: item.id, code, field, rule, reason })
      outcomes.push({ id: item.id, to: 'dead', reason: { code, message: describe(field, rule, reason) } })
      continue
    }
    const payload = withExportedValues(item.payload, result.record)
    outcomes.push({ id: item.id, to: { queue: washedTo, payload } })
    bytes += result.changeBytes
    if (result.changed) changed += 1
    for (const [type, count] of Object.entries(result.hits)) hits[type] = (hits[type] ?? 0) + count
    // a repeat after a crash bears the same name, the wash of the next pass another one
    const key = generationName(item)
    washes.push({ key, contact: item.payload[washer.history.idField] ?? null, changes: notedChanges(result) })
    if (result.history === undefined) continue
    history.push({ key, idField: washer.history.idName, document: result.history })
    withHistory.push(payload)
  }
  const noteHistoryIds = ({ ids }: HistoryReceipt) => {
    const field = washer.history.returnIdField
    if (field === undefined) return
    for (const [index, record] of withHistory.entries()) record[field] = ids[index]
  }
  return { outcomes, history, washes, failed, changed, hits, noteHistoryIds }
}

function notedChanges({ changes }: Washed): WashNote['changes'] {
  return changes.map(({ field, ruleType, ruleId, ruleIndex }) => {
    return { field, ruleType, ruleId: ruleId === undefined ? undefined : textOf(ruleId), ruleIndex }
  })
}

function describe(field: string | undefined, rule: string | undefined, reason: string): string {
  return [field && `field ${field}`, rule, reason].filter(Boolean).join(': ')
}
