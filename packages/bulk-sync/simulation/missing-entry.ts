import { openQueue } from '@dwmops/mongo-queue'
import { type Ledger, type LedgerEntry, openLedger } from '@dwmops/sync-ledger'
import type { Db } from 'mongodb'
import { isUnknown, resumeSync } from '../src/import/claims/adopted-claim.ts'
import type { SyncJournal } from '../src/syncs/sync-journal.ts'

/** Reads an entry of the ledger by its id. */
type ById = Ledger['byId']

const from = 'posting'

/**
 * Plays one schedule: runs import a queue's records and die at any point, and the ledger does not show an entry now and then, as
 * where a person or a restore took it away. Queue and ledger are real. Returns how often each record was sent; all follows from
 * `random`. `believing` may put a mistake between the run and the ledger.
 */
export async function playMissing(
  db: Db,
  random: () => number,
  believing: (byId: ById) => ById = (byId) => byId,
): Promise<ReadonlyMap<string, number>> {
  const options = { owner: 'simulation', stage: 'post-contacts' }
  const queue = openQueue(db, options)
  const ledger = openLedger(db, options)
  const sent = new Map<string, number>()
  const syncs = new Set<string>()
  const byId: ById = async (id) => (random() < 0.4 ? undefined : ledger.byId(id))
  const journal = journalOf(ledger, believing(byId), syncs)
  await queue.add(from, entries)
  for (let run = 0; run < 6; run += 1) {
    const claim = (await queue.adopt(from)) ?? (await queue.claim(from, 2))
    if (claim === undefined) continue
    if (await isUnknown(journal, claim)) await claim.abandon()
    // the two look at the ledger one after the other, and may see different things
    else if ((await resumeOrNothing(journal, claim)) === 'send') {
      const { id } = await ledger.plan({
        kind: 'import',
        definitionUri: '/contacts/imports/1',
        claim: claim.token,
      })
      await claim.attachSync(id)
      if (random() < 0.8) {
        syncs.add(id)
        for (const { key } of claim.items) sent.set(key, (sent.get(key) ?? 0) + 1)
      }
    }
    if (random() < 0.3 && syncs.has(claim.syncId ?? ''))
      await claim.settle(claim.items.map((item) => ({ id: item.id, to: 'done' })))
    await claim.abandon()
  }
  return sent
}

/** A missing entry taken for a sync that never took place. */
export function missingEntryBelieved(byId: ById): ById {
  return async (id) => (await byId(id)) ?? ({ id, state: 'abandoned' } as LedgerEntry)
}

const entries = ['ann', 'bob', 'cid'].map((name) => ({
  key: `${name}@example.com`,
  payload: { name },
  source: name,
}))

/** What a run does with an adopted claim: sends it, or leaves it to the sync that carries it. */
async function resumeOrNothing(journal: SyncJournal, claim: Parameters<typeof resumeSync>[1]) {
  try {
    return (await resumeSync(journal, claim)) === undefined ? 'send' : 'follow'
  } catch {
    // the sync that it names cannot be seen: a later run looks again
    return 'follow'
  }
}

/** Follows syncs to what became of them in an Eloqua that is a set of the syncs it was sent. */
function journalOf(ledger: Ledger, byId: ById, syncs: ReadonlySet<string>): SyncJournal {
  const resume = async (entry: LedgerEntry) => {
    if (syncs.has(entry.id)) return { state: 'unfinished', entry }
    await ledger.abandoned(entry.id, 'never sent')
    return { state: 'never-started' }
  }
  return { ledger: { ...ledger, byId }, resume } as unknown as SyncJournal
}
