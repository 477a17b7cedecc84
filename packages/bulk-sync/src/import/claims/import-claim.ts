import type { Claim, Item } from '@dwmops/mongo-queue'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import { type EndedOutcome, type SyncOutcome, syncFailure } from '../../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../../syncs/sync-postponed-error.ts'
import { carriedBy, type SentPart } from '../import-part.ts'
import type { ClaimedItems, ImportPlanner } from '../import-planner.ts'
import {
  type BatchTally,
  type ImportEnd,
  type ImportGroup,
  type ImportOrder,
  importRecords,
  settlePart,
} from '../import-records.ts'
import { isRefusal } from '../results/refused-imports.ts'
import { resumeSync } from './adopted-claim.ts'
import { usableItems } from './usable-items.ts'

/** A claim to import. */
export interface ClaimImport {
  readonly claim: Claim
  readonly planner: ImportPlanner
  readonly order: ImportOrder
  readonly tally: BatchTally
}

/** Imports the records of a claim: first what the sync of a dead run has made of those that it carries, then the others. */
export async function importClaim(importing: ClaimImport): Promise<ClaimEnd> {
  const { claim, order, planner, tally } = importing
  const { usable, unusable } = usableItems(claim.items, (item) => planner.carried(item))
  if (unusable.length > 0) await order.settle(unusable)
  const taken = await resumeSync(order.journal, claim)
  if (taken?.state === 'unfinished') return unfinished(taken.entry)
  const { left, cutAt, earlier, end } = await settleTaken(importing, usable, taken)
  if (end !== undefined) return end
  const ahead = await settleAhead(importing, { claim, items: left, earlier })
  if (ahead instanceof SyncPostponedError) return { state: 'unfinished', reason: ahead }
  const { groups, hasDeferred } = ahead
  const cut = cutAt === undefined ? groups : groups.flatMap((group) => cutGroup(group, cutAt))
  return { ...(await importRecords(order, cut, tally)), hasDeferred }
}

/** Its records wait for an import that goes on; for one that is not begun, the run could not do its work. */
function unfinished(entry: LedgerEntry): ClaimEnd {
  if (entry.kind !== 'export') return { state: 'unfinished' }
  return { state: 'unfinished', reason: SyncPostponedError.notEnded(entry) }
}

/** How far it came; `hasDeferred`: records went back that no sync was tried for. */
export type ClaimEnd = ImportEnd & { readonly hasDeferred?: boolean }

interface Ahead {
  readonly groups: readonly ImportGroup[]
  readonly hasDeferred: boolean
}

/** Settles what needs no sync, or has to wait for another claim. */
async function settleAhead(
  { planner, order }: ClaimImport,
  claimed: ClaimedItems,
): Promise<Ahead | SyncPostponedError> {
  const { items } = claimed
  if (items.length === 0) return { groups: [], hasDeferred: false }
  if (!order.mayWrite) {
    order.log.info({ records: items.length }, 'eloqua write skipped')
    await order.settle(items.map(({ id }) => ({ id, result: 'accepted' })))
    return { groups: [], hasDeferred: false }
  }
  const plan = await planner.plan(order.journal, claimed)
  if (plan instanceof SyncPostponedError) return plan
  const { groups, deferred = [], decided = [] } = plan
  const back = deferred.map((id) => ({ id, result: 'again' as const, message: 'another claim carries it' }))
  if (decided.length + back.length > 0) await order.settle([...decided, ...back])
  return { groups, hasDeferred: back.length > 0 }
}

interface Left {
  readonly left: readonly Item[]
  /** Where a failed sync is cut in halves: the id of the first record of the second one. */
  readonly cutAt?: string | undefined
  /** It was an export, made to plan the import. */
  readonly earlier?: EndedOutcome
  readonly end?: ImportEnd
}

/** Settles the records that the sync of a dead run carried. */
async function settleTaken(
  { planner, order, tally }: ClaimImport,
  items: readonly Item[],
  taken: SyncOutcome | undefined,
): Promise<Left> {
  if (taken?.state !== 'ended') return { left: items }
  if (taken.entry.kind === 'export') return { left: items, earlier: taken }
  const { data } = taken.entry
  const isWithin = carriedBy(data, planner.basis)
  const { in: carried = [], out = [] } = Object.groupBy(items, (item) =>
    isWithin(planner.carried(item)) ? 'in' : 'out',
  )
  if (carried.length === 0) {
    await order.journal.close(taken, {})
    return { left: out }
  }
  const after = await settlePart(order, sentPart({ planner, order }, carried, data), taken, tally)
  const halves = new Set(after.halves.flatMap((half) => half.records.map(({ id }) => id)))
  const left = [...out, ...carried.filter(({ id }) => halves.has(id))]
  const failure = syncFailure(taken)
  // how the sync of a run that is gone ended says nothing of now: its records go out again in this run
  const halts = after.halts === 'after the others' || (after.halts === 'at once' && isRefusal(failure))
  if (!halts) return { left, cutAt: after.halves[0]?.records[0]?.id }
  await order.settle(left.map(({ id }) => ({ id, result: 'again', message: 'the sync before it failed' })))
  return { left: [], end: { state: 'halted', reason: failure } }
}

function sentPart(
  { planner, order }: Pick<ClaimImport, 'planner' | 'order'>,
  items: readonly Item[],
  data: Readonly<Record<string, unknown>> | undefined,
): SentPart {
  const records = items
    .map((item) => ({ id: item.id, row: { [order.keys.identifier]: planner.carried(item).identifier } }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return { records, isHalf: data?.['isHalf'] === true }
}

function cutGroup(group: ImportGroup, cutAt: string): ImportGroup[] {
  const { before = [], after = [] } = Object.groupBy(group.records, ({ id }) =>
    id < cutAt ? 'before' : 'after',
  )
  return [before, after]
    .map((records) => ({ ...group, records, isHalf: true }))
    .filter(({ records }) => records.length > 0)
}
