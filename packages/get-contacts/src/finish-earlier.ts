import { type EndedOutcome, isGood, type SyncJournal } from '@dwmops/bulk-sync'
import type { StageContext } from '@dwmops/job-runner'
import type { StoredExport } from './stored-export.ts'
import { closeTakeOff } from './take-off-list.ts'

/**
 * Finishes the exports of runs that are gone: what they did not come to is done, and nothing twice. True when others are still at
 * work. Throws SyncPostponedError when a sync of theirs went on for as long as this run, too.
 */
export async function finishEarlier(
  { settings, abortSignal: signal }: StageContext<'get-contacts'>,
  journal: SyncJournal,
  exported: StoredExport,
): Promise<boolean> {
  const { ended, othersAtWork, outlasted } = await journal.resumeUnfinished(settings.leaseSeconds * 1000)
  for (const outcome of ended.filter(({ entry }) => entry.kind === 'action')) {
    await (isGood(outcome) ? closeTakeOff(journal, outcome) : journal.close(outcome, {}))
  }
  const underWay = await exportsBeingTakenOff(journal)
  for (const outcome of ended.filter(({ entry }) => entry.kind === 'export' && !underWay.has(entry.id))) {
    await finishExport(journal, exported, outcome)
  }
  signal.throwIfAborted()
  if (outlasted) throw outlasted
  return othersAtWork
}

/** Exports whose contacts a sync action is taking off the list just now. */
async function exportsBeingTakenOff({ ledger }: SyncJournal): Promise<ReadonlySet<unknown>> {
  const open = await ledger.unfinished()
  return new Set(open.filter(({ kind }) => kind === 'action').map(({ data }) => data?.['export']))
}

async function finishExport(
  journal: SyncJournal,
  exported: StoredExport,
  outcome: EndedOutcome,
): Promise<void> {
  const { list, isTakenOff } = (await journal.ledger.byId(outcome.entry.id))?.data ?? {}
  if (isTakenOff === true || !isGood(outcome)) return journal.close(outcome, {})
  // the list is not named in entries of before it was noted there
  if (typeof list !== 'string') return journal.giveUp(outcome.entry, 'its list is not known')
  await exported.storeAndTakeOff(outcome, list)
}
