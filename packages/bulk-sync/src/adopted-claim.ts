import type { Claim } from '@dwmops/mongo-queue'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import type { SyncJournal } from './sync-journal.ts'
import type { SyncOutcome } from './sync-outcome.ts'

/**
 * The sync that a claim was left with, followed to its end; undefined when there is none in Eloqua, which the claim is told. One
 * that is written down as ended may still carry records of the claim, if only a part of them was settled.
 */
export async function resumeSync(journal: SyncJournal, claim: Claim): Promise<SyncOutcome | undefined> {
  const entry = await entryOf(journal, claim)
  if (entry === undefined || entry.state === 'abandoned') return undefined
  const resumed = await journal.resume(entry)
  if (resumed.state !== 'never-started') return resumed
  await claim.detachSync()
  return undefined
}

/** Whether a claim's sync is known to be under way; one that is only planned has to be looked for. */
export async function isUnderWay(journal: SyncJournal, claim: Claim, signal: AbortSignal): Promise<boolean> {
  const syncUri = (await openEntry(journal, claim))?.syncUri
  if (syncUri === undefined) return false
  return (await journal.eloqua.syncs.get(syncUri, { signal })).end === undefined
}

/** The ledger entry of a claim's sync that is neither ended nor abandoned: its sync may have started. */
export async function openEntry(journal: SyncJournal, claim: Claim): Promise<LedgerEntry | undefined> {
  const entry = await entryOf(journal, claim)
  return entry?.state === 'planned' || entry?.state === 'started' ? entry : undefined
}

async function entryOf(journal: SyncJournal, { syncId }: Claim): Promise<LedgerEntry | undefined> {
  return syncId === undefined ? undefined : journal.ledger.byId(syncId)
}
