import { type Collection, type Document, type IndexDescriptionInfo, MongoServerError } from 'mongodb'
import { MongodbUnavailableError } from '../errors.ts'
import { retryTransient } from '../retries/retry-transient.ts'
import { isSameIndex, type NamedIndex } from './same-index.ts'

export type { NamedIndex }

const noSuchCollection = 26
const noSuchIndex = 27
/** The same keys, or the same name, are there with other options. */
const conflicts = new Set<unknown>([85, 86])

/** How long may be waited for indexes. */
export interface IndexWait {
  /** Ends the waiting: the run's time limit, or a stop. Without it there is no limit. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes the indexes of a collection what `wanted` says; harmless to repeat, and for any number of callers at once. One
 * command where all is there. An index that does what is wanted counts under any name, as in a restored dump. Where a
 * definition has changed, the new index is made first, under the name with a number behind it, and the old one goes when
 * that one stands: no query is without an index meanwhile. Indexes that are not in `wanted` are left alone. On a replica set a
 * majority of the members suffices to build one. Transient errors are retried. Throws MongodbUnavailableError when `signal`
 * ends the wait.
 */
export async function ensureIndexes<T extends Document>(
  collection: Collection<T>,
  wanted: readonly NamedIndex[],
  { signal }: IndexWait = {},
): Promise<void> {
  await retryTransient(`make the indexes of ${collection.collectionName}`, async () => {
    const found = await listIndexes(collection)
    const missing = wanted.filter((index) => !found.some((one) => isSameIndex(one, index)))
    for (const index of missing)
      await unlessAborted(() => replace(collection, index, found), signal, collection.collectionName)
  })
}

/** Stops waiting; the server gives the build up when the connection ends, unless it is done by then. */
async function unlessAborted(
  build: () => Promise<void>,
  signal: AbortSignal | undefined,
  name: string,
): Promise<void> {
  if (signal === undefined) return build()
  const tooLate = () => new MongodbUnavailableError(waitedInVain(name, signal.reason))
  if (signal.aborted) throw tooLate()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(tooLate())
  signal.addEventListener('abort', abort)
  const work = build()
  try {
    await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
    // nobody waits for it any more
    work.catch(() => undefined)
  }
}

function waitedInVain(name: string, reason: unknown): string {
  const why = reason instanceof Error ? reason.message : String(reason)
  return (
    `the indexes of ${name} are not built yet: ${why}. Check that a majority of the replica set is up; ` +
    'for a large collection, give one run more time (MAX_RUNTIME_SECONDS) or build the index by hand'
  )
}

async function replace<T extends Document>(
  collection: Collection<T>,
  index: NamedIndex,
  found: readonly IndexDescriptionInfo[],
): Promise<void> {
  const { key, name, ...options } = index
  const names = found.flatMap((one) => one.name ?? [])
  const outdated = names.filter((one) => isNameOf(one, name))
  const quorum = await commitQuorumOf(collection)
  const create = (freeName: string) => collection.createIndex(key, { ...options, ...quorum, name: freeName })
  try {
    await create(freeNameOf(name, names))
    for (const old of outdated) await drop(collection, old)
  } catch (error) {
    if (!(error instanceof MongoServerError && conflicts.has(error.code))) throw error
    // somebody's own index over the same keys: it serves the query as well
    if (outdated.length === 0 && options.unique !== true && options.expireAfterSeconds === undefined) return
    // two that differ in their expiry alone cannot stand side by side; no query waits for such a one
    if (outdated.length === 0) throw error
    for (const old of outdated) await drop(collection, old)
    await create(name)
  }
}

/** By default a server waits for all members that vote, so that one that is away holds up every start. One that stands alone refuses the option. */
async function commitQuorumOf<T extends Document>({ db }: Collection<T>): Promise<{ commitQuorum?: string }> {
  const { setName, msg } = await db.command({ hello: 1 })
  return setName === undefined && msg !== 'isdbgrid' ? {} : { commitQuorum: 'majority' }
}

async function listIndexes<T extends Document>(collection: Collection<T>): Promise<IndexDescriptionInfo[]> {
  try {
    return await collection.indexes()
  } catch (error) {
    if (error instanceof MongoServerError && error.code === noSuchCollection) return []
    throw error
  }
}

async function drop<T extends Document>(collection: Collection<T>, name: string): Promise<void> {
  try {
    await collection.dropIndex(name)
  } catch (error) {
    // another caller was faster
    if (!(error instanceof MongoServerError && error.code === noSuchIndex)) throw error
  }
}

function isNameOf(one: string, name: string): boolean {
  return one === name || (one.startsWith(`${name}_`) && /^\d+$/.test(one.slice(name.length + 1)))
}

function freeNameOf(name: string, names: readonly string[]): string {
  if (!names.includes(name)) return name
  let number = 2
  while (names.includes(`${name}_${number}`)) number += 1
  return `${name}_${number}`
}
