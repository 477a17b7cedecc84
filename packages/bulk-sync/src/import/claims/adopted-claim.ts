import type { Claim } from '@dwmops/mongo-queue'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import type { SyncJournal } from '../../syncs/sync-journal.ts'
import type { SyncOutcome } from '../../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../../syncs/sync-postponed-error.ts'

/**
 * The sync that a claim was left with, followed to its end; undefined when there is none in Eloqua, which is then written to the claim. One
 * that is written down as ended may still carry records of the claim, if only a part of them was settled. Throws SyncPostponedError when
 * the ledger does not hold the entry that the claim names.
 */
export async function resumeSync(journal: SyncJournal, claim: Claim): Promise<SyncOutcome | undefined> {
  if (claim.syncId === undefined) return undefined
  const entry = await entryOf(journal, claim)
  if (entry === undefined) throw SyncPostponedError.unknownEntry(claim.syncId)
  if (entry.state === 'abandoned') return undefined
  const resumed = await journal.resume(entry)
  if (resumed.state !== 'never-started') return resumed
  await claim.detachSync()
  return undefined
}

/** Whether a claim's sync is known to be under way; one that is only planned has to be looked for. */
export async function isUnderWay(journal: SyncJournal, claim: Claim, signal: AbortSignal): Promise<boolean> {
  const entry = await entryOf(journal, claim)
  if (entry?.state !== 'started' || entry.syncUri === undefined) return false
  return (await journal.eloqua.syncs.get(entry.syncUri, { signal })).end === undefined
}

/**
 * Whether a claim names a sync that the ledger does not hold. An entry is written, by a majority, before its claim names it: one
 * that is missing cannot be seen from here now, or was taken away by a person, and may well have been sent.
 */
export async function isUnknown(journal: SyncJournal, claim: Claim): Promise<boolean> {
  return claim.syncId !== undefined && (await entryOf(journal, claim)) === undefined
}

/** Whether the sync that a claim names may have started and is not known to be over. One that the ledger does not hold may. */
export async function mayHaveStarted(journal: SyncJournal, claim: Claim): Promise<boolean> {
  if (claim.syncId === undefined) return false
  const entry = await entryOf(journal, claim)
  return entry === undefined || entry.state === 'planned' || entry.state === 'started'
}

async function entryOf(journal: SyncJournal, { syncId }: Claim): Promise<LedgerEntry | undefined> {
  return syncId === undefined ? undefined : journal.ledger.byId(syncId)
}
