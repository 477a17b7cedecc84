import type { AnyBulkWriteOperation, Collection, Document } from 'mongodb'
import { type HistoryDraft, identity } from './history-draft.ts'

interface Link {
  readonly _id: unknown
  readonly place: number
  readonly timestamp: number
  readonly draft: HistoryDraft | undefined
  readonly isNew: boolean
}

/**
 * Puts the chains of contacts in order whose writing was cut off: 0 for the newest, then 1, 2, ... Absolute places, so that
 * this too may be cut off and repeated. A repeated document takes the content of the repeat, which is what is handed on.
 */
export async function mendChains(
  history: Collection,
  idField: string,
  drafts: readonly HistoryDraft[],
  known: ReadonlySet<string>,
): Promise<void> {
  if (drafts.length === 0) return
  const contacts = [...new Map(drafts.map((draft) => [identity(draft.contact), draft.contact])).values()]
  const found = await history
    .find({ [idField]: { $in: contacts } }, { projection: { [idField]: 1, _current: 1, timestamp: 1 } })
    .toArray()
  const draftsById = new Map(drafts.map((draft) => [draft._id.toHexString(), draft]))
  const chains = Map.groupBy(found, (document) => identity(document[idField]))
  const operations = [...chains.values()].flatMap((chain) => {
    const links = chain.map((document) => linkOf(document, draftsById.get(String(document['_id'])), known))
    return mendChain(links)
  })
  if (operations.length > 0) await history.bulkWrite(operations, { ordered: false })
}

function linkOf(document: Document, draft: HistoryDraft | undefined, known: ReadonlySet<string>): Link {
  const isNew = draft !== undefined && !known.has(draft._id.toHexString())
  const { _id, _current, timestamp } = document
  return { _id, place: Number(_current ?? 0), timestamp: Number(timestamp ?? 0), draft, isNew }
}

function mendChain(links: readonly Link[]): AnyBulkWriteOperation<Document>[] {
  return links
    .toSorted(newestFirst)
    .flatMap(({ _id, place, draft, isNew }, at): AnyBulkWriteOperation<Document>[] => {
      const filter = { _id } as Document
      if (draft !== undefined && !isNew)
        return [{ replaceOne: { filter, replacement: { ...draft.content, _current: at } } }]
      return place === at ? [] : [{ updateOne: { filter, update: { $set: { _current: at } } } }]
    })
}

/** What was written just now comes first, the last of it at the top; the rest as it stood, and by time where places clash. */
function newestFirst(one: Link, other: Link): number {
  if (one.isNew !== other.isNew) return one.isNew ? -1 : 1
  return one.place - other.place || other.timestamp - one.timestamp
}
