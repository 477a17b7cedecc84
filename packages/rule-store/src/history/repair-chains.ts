import type { AnyBulkWriteOperation, Collection, Document } from 'mongodb'
import { distinctContacts, type HistoryDraft, identity } from './history-draft.ts'

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
export async function repairChains(
  history: Collection,
  idField: string,
  drafts: readonly HistoryDraft[],
  known: ReadonlySet<string>,
): Promise<void> {
  await putInOrder(history, idField, distinctContacts(drafts), { drafts, known })
}

/**
 * Looks, in one read, whether each contact has one newest document now, and puts the other chains in order. Two: an earlier
 * writing was cut off, and what it had left was lifted along; what was written just now is the newer. None: this writing
 * stalled, and lifted what another had lifted and gone on with; the chain stays in the order in which it stands.
 */
export async function mendMislifted(
  history: Collection,
  idField: string,
  drafts: readonly HistoryDraft[],
): Promise<void> {
  const contacts = distinctContacts(drafts)
  if (contacts.length === 0) return
  const newest = await history
    .find({ [idField]: { $in: contacts }, _current: 0 }, { projection: { [idField]: 1 } })
    .batchSize(contacts.length + 1)
    .toArray()
  const newestOf = Map.groupBy(newest, (document) => identity(document[idField]))
  const mislifted = contacts.filter((contact) => newestOf.get(identity(contact))?.length !== 1)
  if (mislifted.length === 0) return
  const newestIds = new Set(newest.map(({ _id }) => String(_id)))
  const draftsOf = Map.groupBy(drafts, ({ contact }) => identity(contact))
  const onTop = mislifted
    .map((contact) => draftsOf.get(identity(contact)) ?? [])
    .filter((own) => newestIds.has(String(own.at(-1)?._id)))
  await putInOrder(history, idField, mislifted, { drafts: onTop.flat(), known: new Set() })
}

interface Written {
  readonly drafts: readonly HistoryDraft[]
  readonly known: ReadonlySet<string>
}

async function putInOrder(
  history: Collection,
  idField: string,
  contacts: readonly unknown[],
  { drafts, known }: Written,
): Promise<void> {
  if (contacts.length === 0) return
  const found = await history
    .find({ [idField]: { $in: [...contacts] } }, { projection: { [idField]: 1, _current: 1, timestamp: 1 } })
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
