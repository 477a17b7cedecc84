import type { Reject, Row } from '@dwmops/eloqua-client'
import type { EndedOutcome, SyncJournal } from './sync-journal.ts'

/** A record to import: its row holds every key of the definition. */
export interface ImportRecord {
  readonly id: string
  readonly row: Row
}

/** What an import made of a record. `rejected`: for good, with Eloqua's code and words. `again`: nothing was wrong with it. */
export type ImportFate =
  | { readonly id: string; readonly fate: 'accepted' }
  | { readonly id: string; readonly fate: 'rejected'; readonly code: string; readonly message: string }
  | { readonly id: string; readonly fate: 'again'; readonly message: string }

/** The verdict on the records of one sync: their fates, or `split` where bad ones hide among good ones. */
export type ImportVerdict = { readonly fates: readonly ImportFate[] } | 'split'

const stagedTwice = new Set(['ELQ-00011', 'ELQ-00026'])

/**
 * Judges each record of an ended import by the codes of its sync and its rejects. Records were unique by identifier, so a
 * duplicate among the rejects is a row that a repeated upload staged twice, and its twin went in.
 */
export async function importFates(
  journal: SyncJournal,
  outcome: EndedOutcome,
  records: readonly ImportRecord[],
  identifier: string,
): Promise<ImportVerdict> {
  const { verdict, sync } = outcome
  const codes = verdict.codes.join(', ') || sync.status
  switch (verdict.result) {
    case 'ok':
      return { fates: records.map(({ id }) => ({ id, fate: 'accepted' })) }
    case 'some-rejected':
      return {
        fates: withoutRejected(records, await rejectsByIdentifier(journal, sync.uri, identifier), identifier),
      }
    case 'temporary':
      return { fates: sendAgain(records, `sync ended in a temporary error (${codes})`) }
    case 'failed': {
      const [only, ...others] = records
      if (only === undefined) return { fates: [] }
      if (others.length > 0) return 'split'
      const code = verdict.codes[0] ?? sync.status
      return {
        fates: [{ id: only.id, fate: 'rejected', code, message: `its import by itself failed (${codes})` }],
      }
    }
  }
}

/** Records that are to be imported another time, through no fault of theirs. */
export function sendAgain(records: readonly ImportRecord[], message: string): ImportFate[] {
  return records.map(({ id }) => ({ id, fate: 'again', message }))
}

async function rejectsByIdentifier(
  journal: SyncJournal,
  syncUri: string,
  identifier: string,
): Promise<Map<string, Reject>> {
  const rejects = new Map<string, Reject>()
  for await (const reject of journal.eloqua.syncs.rejects(syncUri)) {
    if (reject.effect === 'harmless' || stagedTwice.has(reject.statusCode)) continue
    rejects.set((reject.values[identifier] ?? '').trim().toLowerCase(), reject)
  }
  return rejects
}

function withoutRejected(
  records: readonly ImportRecord[],
  rejects: ReadonlyMap<string, Reject>,
  identifier: string,
): ImportFate[] {
  return records.map(({ id, row }) => {
    const reject = rejects.get(row[identifier] ?? '')
    if (reject === undefined) return { id, fate: 'accepted' }
    return { id, fate: 'rejected', code: reject.statusCode, message: reject.message ?? 'rejected by Eloqua' }
  })
}
