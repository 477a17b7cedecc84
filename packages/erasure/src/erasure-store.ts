import { createHmac, randomBytes } from 'node:crypto'
import { durable, retryTransient } from '@dwmops/mongo'
import type { Binary, Collection, Db } from 'mongodb'
import type { ErasureDocument } from './erasure.ts'

/** The two databases. */
export interface Databases {
  readonly queueDb: Db
  readonly rulesDb: Db
}

interface KeyDocument {
  readonly _id: string
  readonly key: Binary
}

const keyPrefix = 'key '

/** Gives an id its keyed hash; those of all keys where a restore has left several. */
export type Hasher = (kind: 'item' | 'contact', id: unknown) => string[]

/**
 * The key is made with the first erasure and kept beside the hashes, in both databases: a key in a setting would have to be kept for
 * good outside, and without it the list is worth nothing. Where the list alone gets out, as in a copy of that collection for a restore
 * that leaves the key, addresses cannot be found by trying.
 */
export async function openHasher(databases: Databases, { make = false } = {}): Promise<Hasher> {
  let keys = await readKeys(databases)
  if (keys.size === 0 && make) {
    await keysOf(databases.queueDb)
      .insertOne({ _id: `${keyPrefix}1`, key: randomBytes(32) as never })
      .catch(ignoreKnown)
    keys = await readKeys(databases)
  }
  if (make) await copyKeys(databases, keys)
  return (kind, id) =>
    [...keys.values()].map((key) =>
      createHmac('sha256', key)
        .update(`${kind} ${spelled(id)}`)
        .digest('base64url'),
    )
}

/** An address is one person's in any case; other ids may differ by case alone. */
function spelled(id: unknown): string {
  const text = String(id)
  return text.includes('@') ? text.trim().toLowerCase() : text
}

async function readKeys(databases: Databases): Promise<Map<string, Buffer>> {
  const found = await Promise.all(
    both(databases).map((db) =>
      keysOf(db)
        .find({ _id: { $regex: `^${keyPrefix}` } })
        .toArray(),
    ),
  )
  return new Map(
    found.flat().map(({ key }) => [Buffer.from(key.buffer).toString('hex'), Buffer.from(key.buffer)]),
  )
}

/** Under a name made of the key, so that two that differ do not meet. */
async function copyKeys(databases: Databases, keys: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const db of both(databases)) {
    const present = await keysOf(db)
      .find({ _id: { $regex: `^${keyPrefix}` } })
      .toArray()
    const known = new Set(present.map(({ key }) => Buffer.from(key.buffer).toString('hex')))
    for (const [name, key] of keys)
      if (!known.has(name))
        await keysOf(db).insertOne({
          _id: `${keyPrefix}${randomBytes(6).toString('hex')}`,
          key: key as never,
        })
  }
}

function ignoreKnown(error: unknown): void {
  if ((error as { code?: unknown }).code !== 11_000) throw error
}

/** Writes an erasure into both databases: the restore of one leaves the other's list. */
export async function writeErasure(
  databases: Databases,
  { _id, ...document }: ErasureDocument,
): Promise<void> {
  for (const db of both(databases))
    await retryTransient('write an erasure', () =>
      erasuresOf(db).replaceOne({ _id }, document, { upsert: true }),
    )
}

/** Erasures of both databases, oldest first; what is done in one is done. */
export async function readErasures(
  databases: Databases,
  only: { readonly state?: 'open' } = {},
): Promise<ErasureDocument[]> {
  const found = await Promise.all(
    both(databases).map((db) =>
      retryTransient('read the erasures', () =>
        erasuresOf(db)
          .find({ hashes: { $exists: true }, ...only })
          .toArray(),
      ),
    ),
  )
  const byId = new Map<string, ErasureDocument>()
  for (const one of found.flat()) if (byId.get(one._id)?.state !== 'done') byId.set(one._id, one)
  return [...byId.values()].toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

function both({ queueDb, rulesDb }: Databases): Db[] {
  const isOne = queueDb.databaseName === rulesDb.databaseName
  return isOne ? [queueDb] : [queueDb, rulesDb]
}

function erasuresOf(db: Db): Collection<ErasureDocument> {
  return db.collection('erasures', durable)
}

function keysOf(db: Db): Collection<KeyDocument> {
  return db.collection('erasures', durable)
}
