import { hash } from 'node:crypto'
import { insertNew } from '@dwmops/mongo'
import { type Collection, type Db, ObjectId } from 'mongodb'
import { type HistoryDraft, identity } from './history-draft.ts'
import { mendMislifted, repairChains } from './repair-chains.ts'

/** One history document to write. */
export interface HistoryEntry {
  /**
   * Names this wash of this record: the same when the wash is repeated after a crash, another one for any other wash,
   * for instance item id and pass. The document's `_id` is made of it.
   */
  readonly key: string
  /** Name of the field that identifies the contact: `histIdField.name` of the config. */
  readonly idField: string
  /** As the engine returns it: changes by field, `timestamp`, `configName`, `_current` and the id field. */
  readonly document: Readonly<Record<string, unknown>>
}

/** What became of a batch of history. */
export interface HistoryReceipt {
  /** The `_id` of each entry's document, as 24 hex digits, in the order of the entries: for `returnHistoryId`. */
  readonly ids: readonly string[]
  /** Entries that an earlier, cut-off attempt had already written. */
  readonly repeated: number
}

const entriesAtOnce = 5_000

/**
 * Writes history onto the chains. New documents go in below 0 first; then one increment lifts them to 0 together with all
 * earlier ones of the same contacts, so that no reader sees two newest. A contact whose document is already there is one whose
 * writing was cut off: its chain is repaired instead. A last look finds the contacts that have no newest document now, or two,
 * as another writing was cut off or came in between.
 */
export async function writeHistory(db: Db, entries: readonly HistoryEntry[]): Promise<HistoryReceipt> {
  const history = db.collection('contactHistory')
  let repeated = 0
  for (const [idField, group] of Map.groupBy(entries, (entry) => entry.idField)) {
    for (let from = 0; from < group.length; from += entriesAtOnce) {
      const drafts = draftsOf(idField, group.slice(from, from + entriesAtOnce))
      repeated += await writeBatch(history, idField, drafts)
    }
  }
  return { ids: entries.map((entry) => historyId(entry.key).toHexString()), repeated }
}

/** The `_id` of a wash's history: 12 bytes of the SHA-256 of its key, so that a repeat meets itself. */
export function historyId(key: string): ObjectId {
  return ObjectId.createFromHexString(hash('sha256', key, 'hex').slice(0, 24))
}

async function writeBatch(
  history: Collection,
  idField: string,
  drafts: readonly HistoryDraft[],
): Promise<number> {
  const known = await insertBelow(history, drafts)
  const cutOff = new Set(
    drafts.filter(({ _id }) => known.has(_id.toHexString())).map(({ contact }) => identity(contact)),
  )
  const plain = drafts.filter((draft) => !cutOff.has(identity(draft.contact)))
  await liftChains(history, idField, plain)
  const torn = drafts.filter((draft) => cutOff.has(identity(draft.contact)))
  await repairChains(history, idField, torn, known)
  await mendMislifted(history, idField, drafts)
  return known.size
}

/** The later of two entries of one wash counts. */
function draftsOf(idField: string, entries: readonly HistoryEntry[]): HistoryDraft[] {
  const drafts = new Map<string, HistoryDraft>()
  for (const { key, document } of entries) {
    const { _id: _, _current: __, ...content } = document
    const id = historyId(key)
    drafts.delete(id.toHexString())
    drafts.set(id.toHexString(), { _id: id, contact: document[idField] ?? null, content })
  }
  return [...drafts.values()]
}

/** Inserts each document as far below 0 as its contact has new ones from it on; says which were there before. */
async function insertBelow(history: Collection, drafts: readonly HistoryDraft[]): Promise<Set<string>> {
  const seen = new Map<string, number>()
  const documents = drafts.map(({ _id, contact, content }) => {
    const depth = (seen.get(identity(contact)) ?? 0) + 1
    seen.set(identity(contact), depth)
    return { _id, ...content, _current: -depth }
  })
  const known = await insertNew(history, documents)
  return new Set(known.map((index) => drafts[index]?._id.toHexString() ?? ''))
}

/** One update for all contacts with one new document; one more for those with two, and so on. */
async function liftChains(
  history: Collection,
  idField: string,
  drafts: readonly HistoryDraft[],
): Promise<void> {
  const byContact = Map.groupBy(drafts, (draft) => identity(draft.contact))
  const byCount = Map.groupBy(byContact.values(), (list) => list.length)
  const operations = [...byCount].map(([count, lists]) => ({
    updateMany: {
      filter: { [idField]: { $in: lists.map((list) => list[0]?.contact) } },
      update: { $inc: { _current: count } },
    },
  }))
  if (operations.length > 0) await history.bulkWrite(operations, { ordered: false })
}
