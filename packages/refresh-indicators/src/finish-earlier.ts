import { type EndedOutcome, isGood, isUselessExport, type SyncJournal } from '@dwmops/bulk-sync'
import type { FlaggedExport } from './flagged-export.ts'

/**
 * Flags what runs that are gone exported and did not come to. An import of theirs is closed, whatever came of it: what it did not flag
 * is found again by the next export, and so is what was in an export that Eloqua does not have any more.
 */
export async function finishEarlier(exported: FlaggedExport, ended: readonly EndedOutcome[]): Promise<void> {
  const { journal } = exported
  for (const outcome of ended) {
    const isOpen = outcome.entry.kind === 'export' && isGood(outcome) && !(await isImported(journal, outcome))
    if (isOpen) await exported.flag(outcome).catch(goneOrThrow)
    else await journal.close(outcome, {})
  }
}

/** Whether an import of the stage has begun since: no other export is open beside one, so it carries what this one found. */
async function isImported({ ledger }: SyncJournal, { entry }: EndedOutcome): Promise<boolean> {
  const imports = await ledger.list({ stage: ledger.stage, kind: 'import' })
  return imports.some(({ plannedAt, state }) => state !== 'abandoned' && plannedAt >= entry.plannedAt)
}

function goneOrThrow(error: unknown): void {
  if (!isUselessExport(error)) throw error
}
