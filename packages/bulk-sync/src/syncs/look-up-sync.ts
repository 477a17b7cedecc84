import { EloquaConflictError } from '@dwmops/eloqua-client'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import type { JournalParts } from './journal-parts.ts'

/** The sync of an entry's definition, which is made for it alone; undefined when Eloqua has none. */
export async function lookUpSync({ eloqua }: JournalParts, entry: LedgerEntry): Promise<string | undefined> {
  const found = await eloqua.syncs.findByDefinition(entry.definitionUri, {
    since: entry.plannedAt.getTime(),
  })
  return found.at(-1)?.uri
}

/**
 * The start of a run that is gone may still be on its way to Eloqua. Where nothing is found its rows are deleted before that is
 * believed: whenever it arrives then, it finds nothing to do.
 */
export async function lookUpForGood(parts: JournalParts, entry: LedgerEntry): Promise<string | undefined> {
  const found = await lookUpSync(parts, entry)
  if (found !== undefined || entry.kind === 'export' || !parts.mayWrite) return found
  const refusal = await parts.eloqua.deleteRows(entry.definitionUri).catch(conflictOrThrow)
  const arrived = await lookUpSync(parts, entry)
  if (arrived === undefined && refusal) throw refusal
  return arrived
}

/** Eloqua does not delete the rows of a sync that runs. */
function conflictOrThrow(error: unknown): EloquaConflictError {
  if (error instanceof EloquaConflictError) return error
  throw error
}
