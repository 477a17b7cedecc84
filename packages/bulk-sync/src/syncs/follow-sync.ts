import type { LedgerEntry } from '@dwmops/sync-ledger'
import type { JournalParts } from './journal-parts.ts'
import type { SyncOutcome } from './sync-outcome.ts'

/** Waits for the end of a sync and judges it, unless the run has to end first; shows signs of life meanwhile. */
export async function followSync(
  parts: JournalParts,
  entry: LedgerEntry,
  syncUri: string,
): Promise<SyncOutcome & { state: 'ended' | 'unfinished' }> {
  const { eloqua, ledger, log, stopSignal, firstPollMs } = parts
  try {
    const sync = await eloqua.syncs.waitForEnd(syncUri, {
      firstPollMs,
      signal: stopSignal,
      // a sign of life that fails is followed by the next one
      onPoll: () => void ledger.touch(entry.id).catch(() => undefined),
      onUnknownStatus: (status) => log.error({ syncUri, status }, 'sync has a status nobody knows'),
    })
    const verdict = await eloqua.syncs.judge(sync)
    const twin = verdict.empty ? await twinOf(parts, entry, syncUri) : undefined
    return twin === undefined ? { state: 'ended', entry, sync, verdict } : followSync(parts, entry, twin)
  } catch (error) {
    if (!stopSignal.aborted) throw error
    log.warn({ syncUri }, 'sync not finished within this run, the next one follows it')
    return { state: 'unfinished', entry }
  }
}

/**
 * The sync that took the rows of one that found none: a POST that seemed lost had started it after all, unseen when it was
 * looked for. There is one at most, the first.
 */
async function twinOf(
  { eloqua }: JournalParts,
  { kind, definitionUri, plannedAt }: LedgerEntry,
  syncUri: string,
): Promise<string | undefined> {
  if (kind === 'export') return undefined
  const all = await eloqua.syncs.findByDefinition(definitionUri, { since: plannedAt.getTime() })
  const first = all.at(-1)?.uri
  return first === syncUri ? undefined : first
}
