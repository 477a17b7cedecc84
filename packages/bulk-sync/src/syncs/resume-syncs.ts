import { EloquaNotFoundError } from '@dwmops/eloqua-client'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import { followSync } from './follow-sync.ts'
import type { JournalParts } from './journal-parts.ts'
import { lookUpForGood } from './look-up-sync.ts'
import type { EndedOutcome, ResumedOutcome } from './sync-outcome.ts'
import { SyncPostponedError } from './sync-postponed-error.ts'

/** What a run found of its stage's earlier syncs. */
export interface ResumedSyncs {
  readonly ended: EndedOutcome[]
  /** There are some that may still be alive, or go on beyond this run. */
  othersAtWork: boolean
  /** One was followed until this run had to end, and did not end. */
  outlasted?: SyncPostponedError
}

/** A sync that nobody follows any more is given up after this long; the queue frees a claim that waits for one as late. */
const giveUpAfterMs = 6 * 3_600_000

/**
 * Resumes the stage's syncs whose runs gave no sign of life for so long, and follows them to their end; those that are hours old
 * are looked at once more. `held` are left alone.
 */
export async function resumeSyncs(
  parts: JournalParts,
  { silentMs, held }: { readonly silentMs: number; readonly held: ReadonlySet<string> },
): Promise<ResumedSyncs> {
  const taken: ResumedSyncs = { ended: [], othersAtWork: false }
  const overdue = await parts.ledger.unfinished({ silentMs, olderMs: giveUpAfterMs })
  const overdueIds = new Set(overdue.map(({ id }) => id))
  for (const unfinished of await parts.ledger.unfinished()) {
    const { id } = unfinished
    if (held.has(id)) continue
    if (overdueIds.has(id) && !(await hasEnded(parts, unfinished))) {
      await giveUpSync(parts, unfinished, 'not ended in 6 hours')
      continue
    }
    const entry = await parts.ledger.resume(id, { silentMs })
    const outcome = entry && (await resumeSync(parts, entry))
    if (outcome?.state === 'ended') taken.ended.push(outcome)
    else if (outcome?.state !== 'never-started') taken.othersAtWork = true
    if (outcome?.state === 'unfinished') taken.outlasted = SyncPostponedError.notEnded(outcome.entry)
  }
  return taken
}

async function hasEnded({ eloqua }: JournalParts, { syncUri }: LedgerEntry): Promise<boolean> {
  if (syncUri === undefined) return false
  try {
    return (await eloqua.syncs.get(syncUri)).end !== undefined
  } catch (error) {
    if (error instanceof EloquaNotFoundError) return false
    throw error
  }
}

/** A sync that Eloqua does not know any more has nothing left to follow: its entry is closed, and its work is done anew. */
export async function resumeSync(parts: JournalParts, entry: LedgerEntry): Promise<ResumedOutcome> {
  try {
    return await lookUpAndFollow(parts, entry)
  } catch (error) {
    if (!(error instanceof EloquaNotFoundError)) throw error
    if (entry.state !== 'ended') await giveUpSync(parts, entry, 'Eloqua does not know it any more', error)
    return { state: 'never-started' }
  }
}

/** Resumes what another run left: looks up whether its sync was started, and follows it to the end. */
async function lookUpAndFollow(parts: JournalParts, entry: LedgerEntry): Promise<ResumedOutcome> {
  const { ledger, log } = parts
  const syncUri = entry.syncUri ?? (await lookUpForGood(parts, entry))
  if (syncUri === undefined) {
    await ledger.abandoned(entry.id, 'never started')
    return { state: 'never-started' }
  }
  const started = entry.syncUri === undefined ? await ledger.started(entry.id, syncUri) : entry
  log.info({ entry: entry.id, syncUri, kind: entry.kind }, 'sync of an earlier run resumed')
  return followSync(parts, started, syncUri)
}

/** Closes the entry of a sync that cannot be followed or read any more. */
export async function giveUpSync(
  { ledger, log }: JournalParts,
  { id, syncUri, kind }: LedgerEntry,
  reason: string,
  error?: unknown,
): Promise<void> {
  await ledger.abandoned(id, reason)
  log.warn({ entry: id, syncUri, kind, reason, ...(error !== undefined && { err: error }) }, 'sync given up')
}
