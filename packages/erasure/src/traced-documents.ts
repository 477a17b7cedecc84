import { retryTransient } from '@dwmops/mongo'
import { historyIdNames } from '@dwmops/rule-store'
import { type Collection, type Document, type Filter, ObjectId, type UpdateFilter } from 'mongodb'
import type { Traces } from './erasure.ts'
import type { Databases } from './erasure-store.ts'

/** Documents of a person in one collection; `items` go through the queue. */
interface TracedCollection {
  readonly name: string
  readonly database: keyof Databases
  /** When a document was written: later ones belong to a newer export. */
  readonly writtenAt?: { readonly field: string; readonly unit: 'seconds' | 'date' }
  filter(traces: FullTraces): Filter<Document>
  /** Empties a document that is about more than the person. */
  readonly update?: UpdateFilter<Document>
}

/** {@link Traces}, with what else is needed to look for them. */
export interface FullTraces extends Traces {
  /** The address where it is known. */
  readonly addresses: readonly string[]
  /** Names that ids of contacts go by in the history. */
  readonly idNames: readonly string[]
  /** Syncs of claims that are still there: the run that ends such a claim goes by what its sync says that it carries. */
  readonly heldSyncs: readonly string[]
}

const ofItems = (items: readonly string[]) =>
  items.map((item) => ({ _id: { $gte: `${item}:`, $lt: `${item};` } }))
const objectIds = (items: readonly string[]) => items.map((item) => ObjectId.createFromHexString(item))

/** Where the history goes by addresses, it holds them as Eloqua gave them: in any case. */
function byContact(name: string, contacts: readonly unknown[]): Filter<Document>[] {
  const addresses = contacts.filter((id): id is string => typeof id === 'string' && id.includes('@'))
  const spelled = [...new Set(addresses.map((address) => address.trim().toLowerCase()))].map((address) => ({
    [name]: { $regex: `^\\s*${RegExp.escape(address)}\\s*$`, $options: 'i' },
  }))
  return [{ [name]: { $in: [...contacts] } }, ...spelled]
}

const traced: readonly TracedCollection[] = [
  {
    name: 'contactHistory',
    database: 'rulesDb',
    writtenAt: { field: 'timestamp', unit: 'seconds' },
    filter: ({ contacts, idNames }) => ({
      $or: [nothing, ...idNames.flatMap((name) => byContact(name, contacts))],
    }),
  },
  ...['washes', 'reverts'].map(
    (name): TracedCollection => ({
      name,
      database: 'rulesDb',
      writtenAt: { field: 'at', unit: 'date' },
      filter: ({ items, contacts }) =>
        ({ $or: [...byContact('contact', contacts), ...ofItems(items)] }) as Filter<Document>,
    }),
  ),
  { name: 'broughtOver', database: 'queueDb', filter: ({ items }) => ({ _id: { $in: objectIds(items) } }) },
  {
    name: 'flaggedIndicators',
    database: 'queueDb',
    filter: ({ items }) => ({ _id: { $in: objectIds(items) } }),
  },
  {
    name: 'undos',
    database: 'queueDb',
    filter: ({ addresses }) => ({
      'selection.contact': { $type: 'string' },
      $expr: { $in: [{ $toLower: '$selection.contact' }, addresses] },
    }),
    update: { $set: { 'selection.contact': 'erased' } },
  },
  {
    // the first and last item of an import, or all of them
    name: 'syncs',
    database: 'queueDb',
    filter: ({ items, heldSyncs }) =>
      ({
        ...{ _id: { $nin: heldSyncs }, state: { $in: ['ended', 'abandoned'] } },
        $or: ['data.firstId', 'data.lastId', 'data.carried.ids'].map((name) => ({ [name]: { $in: items } })),
      }) as object,
    update: { $unset: { data: '' } },
  },
  {
    // a sample need not say whose it is, so that all previews lose theirs; one under way has read the contact, and is not kept
    name: 'apiPreviews',
    database: 'queueDb',
    filter: () => ({ $or: [{ preview: { $type: 'string' } }, { state: 'running' }] }),
    update: {
      $unset: { preview: '' },
      $set: { state: 'failed', problem: 'a contact was erased since: preview it again' },
    },
  },
]

/** Matches no document: a list of conditions must not be empty. */
const nothing = { _id: { $in: [] } }

/** Names of the collections that erasure goes through, items included. */
export const tracedNames: readonly string[] = ['items', 'erasures', ...traced.map(({ name }) => name)]

/** The traces with what is needed to look for them. */
export async function fullTraces(
  { queueDb, rulesDb }: Databases,
  traces: Traces,
  addresses: readonly string[] = [],
): Promise<FullTraces> {
  const [idNames, heldSyncs] = await Promise.all([
    historyIdNames(rulesDb),
    retryTransient('read the syncs of claims', () => queueDb.collection('claims').distinct('syncId')),
  ])
  return { ...traces, addresses, idNames, heldSyncs }
}

/** Removes or empties what was written until then; how many documents of each collection. */
export async function removeTraced(
  databases: Databases,
  traces: FullTraces,
  until: Date,
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {}
  for (const one of traced) {
    const collection = databases[one.database].collection(one.name)
    const filter = { ...one.filter(traces), ...writtenUntil(one, until) }
    const count = await retryTransient(`erase from ${one.name}`, () => remove(collection, filter, one.update))
    if (count > 0) removed[one.name] = count
  }
  return removed
}

/** About more than one person. */
const shared: readonly string[] = ['apiPreviews', 'syncs']

/** All documents that concern the person alone, by collection. */
export async function readTraced(
  databases: Databases,
  traces: FullTraces,
): Promise<Record<string, Document[]>> {
  const found: Record<string, Document[]> = {}
  for (const { name, database, filter } of traced.filter((one) => !shared.includes(one.name)))
    found[name] = await databases[database].collection(name).find(filter(traces)).toArray()
  return found
}

async function remove(
  collection: Collection,
  filter: Filter<Document>,
  update: UpdateFilter<Document> | undefined,
) {
  if (update === undefined) return (await collection.deleteMany(filter)).deletedCount
  return (await collection.updateMany(filter, update)).modifiedCount
}

function writtenUntil({ writtenAt }: TracedCollection, until: Date): Filter<Document> {
  if (writtenAt === undefined) return {}
  const { field, unit } = writtenAt
  const latest = unit === 'date' ? until : Math.ceil(until.getTime() / 1000)
  return { [field]: { $not: { $gt: latest } } }
}
