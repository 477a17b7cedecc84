import {
  type AnyBulkWriteOperation,
  type Collection,
  type Db,
  type Document,
  MongoServerError,
} from 'mongodb'

/** What to copy of a database, and what is changed on the way. */
export interface CopyPlan {
  readonly source: Db
  readonly target: Db
  /** Undefined: all, in place of all that the target has. */
  readonly only?: {
    readonly copied: readonly string[]
    /** Go from the target besides those that are replaced; the rest of it stays. */
    readonly dropped: readonly string[]
  }
  /** Stay behind, and in the target as they are. */
  readonly except?: readonly string[]
  /** Stay behind, and go from the target. */
  readonly left?: readonly string[]
  change(document: Document, collection: string): Document
}

export interface CopiedCollection {
  readonly database: string
  readonly collection: string
  readonly documents: number
}

const batchSize = 1000
/** Types of BSON as they are stored: a whole number must not come out as another type than it went in. */
const asStored = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const

/**
 * Replaces the targets by copies, collection by collection in the order of `_id`, with its indexes; reports each when it is done. What
 * the targets had goes first, so that a copy that ends half way leaves nothing of an earlier one, which may not have been masked.
 */
export async function copyDatabases(
  plans: readonly CopyPlan[],
  done: (copied: CopiedCollection) => void,
): Promise<void> {
  for (const plan of plans) await clear(plan)
  for (const plan of plans) await copyDatabase(plan, done)
}

async function clear({ target, only, except = [] }: CopyPlan): Promise<void> {
  const goes = (name: string) =>
    !except.includes(name) && (only === undefined || [...only.copied, ...only.dropped].includes(name))
  for (const name of (await collectionsOf(target)).filter(goes)) await target.dropCollection(name)
}

async function copyDatabase(plan: CopyPlan, done: (copied: CopiedCollection) => void): Promise<void> {
  const { source, target, only, except = [], left = [] } = plan
  const stays = [...except, ...left]
  const comes = (name: string) => !stays.includes(name) && (only === undefined || only.copied.includes(name))
  for (const name of (await collectionsOf(source)).filter(comes)) {
    const documents = await copyDocuments(plan, name)
    await copyIndexes(source.collection(name), target.collection(name))
    done({ database: target.databaseName, collection: name, documents })
  }
}

async function collectionsOf(db: Db): Promise<string[]> {
  const listed = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  return listed
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'))
    .toSorted()
}

async function copyDocuments({ source, target, change }: CopyPlan, name: string): Promise<number> {
  const into = target.collection(name)
  let batch: AnyBulkWriteOperation[] = []
  let count = 0
  const flush = async () => {
    if (batch.length > 0) await into.bulkWrite(batch, { ordered: false })
    count += batch.length
    batch = []
  }
  // natural order is another one on every member of a replica set
  for await (const document of source
    .collection(name)
    .find({}, { ...asStored, batchSize })
    .sort({ _id: 1 })) {
    batch.push({ insertOne: { document: change(document, name) } })
    if (batch.length === batchSize) await flush()
  }
  await flush()
  return count
}

async function copyIndexes(from: Collection, to: Collection): Promise<void> {
  const indexes = await from.indexes().catch((error: unknown) => noneWhenGone(error))
  const wanted = indexes.filter(({ name }) => name !== '_id_')
  if (wanted.length > 0) await to.createIndexes(wanted.map(({ v: _, ns: __, ...index }) => index))
}

/** Dropped while it was copied. */
function noneWhenGone(error: unknown): never[] {
  if (error instanceof MongoServerError && error.codeName === 'NamespaceNotFound') return []
  throw error
}
