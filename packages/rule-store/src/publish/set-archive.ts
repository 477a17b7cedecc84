import { gunzipSync, gzipSync } from 'node:zlib'
import { retryTransient } from '@dwmops/mongo'
import { Binary, BSON, type Db, type Document } from 'mongodb'
import { assignPlaces } from '../rules/assign-places.ts'
import {
  byVersionedCollection,
  type VersionedCollection,
  versionedCollections,
} from '../rules/rule-collections.ts'
import { orderKey, placeOf } from '../rules/rule-order.ts'
import type { StoredRules } from '../rules/stored-rules.ts'

const { EJSON } = BSON
const archiveName = 'ruleSets'
/** Of a set in a document: well below what one may have. */
export const partBytes = 8_000_000

/** A part of an archived set: immutable, named by the hash of the whole content. */
interface ArchivePart {
  readonly _id: string
  readonly hash: string
  readonly part: number
  readonly parts: number
  readonly data: Binary
}

/** Keeps a whole set for good; harmless to repeat. */
export async function archiveSet(db: Db, hash: string, stored: StoredRules): Promise<void> {
  const data = packSet(stored)
  const parts = Math.max(1, Math.ceil(data.length / partBytes))
  for (let part = 0; part < parts; part += 1) {
    const piece = new Binary(data.subarray(part * partBytes, (part + 1) * partBytes))
    const document = { hash, part, parts, data: piece }
    await retryTransient('keep the rules', () =>
      db
        .collection<ArchivePart>(archiveName)
        .updateOne({ _id: `${hash}/${part}` }, { $setOnInsert: document }, { upsert: true }),
    )
  }
}

/** A set that was archived, every rule with its place. Throws RangeError when it is not there as a whole. */
export async function readArchivedSet(db: Db, hash: string): Promise<StoredRules> {
  const archive = db.collection<ArchivePart>(archiveName)
  const first = await archive.findOne({ _id: `${hash}/0` })
  const found: ArchivePart[] = first === null ? [] : [first]
  for (let part = 1; part < (first?.parts ?? 0); part += 1) {
    const next = await archive.findOne({ _id: `${hash}/${part}` })
    if (next !== null) found.push(next)
  }
  if (first === null || found.length !== first.parts)
    throw new RangeError(`archived rules ${hash} are not complete`)
  const set = unpackSet(Buffer.concat(found.map((part) => part.data.buffer)))
  return byVersionedCollection((collection) =>
    collection === 'config' ? set.config : withPlaces(set[collection]),
  )
}

/** An archive has its rules in their order, but those that were archived before they had a place have none in it. */
function withPlaces(rules: readonly Document[]): readonly Document[] {
  if (rules.every((rule) => placeOf(rule) !== undefined)) return rules
  const places = assignPlaces(rules.map(placeOf))
  return rules.map((rule, at) => ({ ...rule, [orderKey]: places[at] }))
}

/** A set as bytes: compressed, a document a line. */
export function packSet(stored: StoredRules): Buffer {
  const lines = versionedCollections.flatMap((collection) =>
    stored[collection].map((document) => EJSON.stringify([collection, document])),
  )
  return gzipSync(lines.join('\n'))
}

/** The set that `packSet` was given. */
export function unpackSet(data: Buffer): StoredRules {
  const text = gunzipSync(data).toString()
  const documents = byVersionedCollection((): Document[] => [])
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [collection, document] = EJSON.parse(line) as [VersionedCollection, Document]
    documents[collection].push(document)
  }
  return documents
}
