import { insertNew } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import type { HitCounter } from './hit-counter.ts'
import {
  type SupersededNote,
  type WashDocument,
  type WashFacts,
  type WashNote,
  washesName,
} from './wash-note.ts'

/**
 * Notes what the washes of a batch did, in one command, and adds their hits to the counter. A wash that is repeated after a
 * crash bears the same key: its note is replaced and its hits are not counted again.
 */
export async function writeWashes(
  db: Db,
  washes: readonly WashNote[],
  facts: WashFacts,
  counter: HitCounter,
): Promise<void> {
  if (washes.length === 0) return
  const documents = washes.map((wash) => documentOf(wash, facts))
  const known = await noteNew(db, documents)
  if (known.size > 0) await replaceKnown(db, documents, known)
  for (const { key, changes } of washes) if (!known.has(key)) counter.add(changes, facts.at)
}

/** Notes which changes of washes were not imported; harmless to repeat. A wash of which no note is kept is passed over. */
export async function noteSuperseded(db: Db, notes: readonly SupersededNote[]): Promise<void> {
  if (notes.length === 0) return
  const writes = notes.map(({ key, fields }) => ({
    updateOne: { filter: { _id: key }, update: { $addToSet: { superseded: { $each: [...fields] } } } },
  }))
  await db.collection<WashDocument>(washesName).bulkWrite(writes, { ordered: false })
}

function documentOf({ key, contact, changes }: WashNote, { run, rules, at }: WashFacts): WashDocument {
  const kept = changes.map(({ field, ruleType, ruleId }) =>
    ruleId === undefined ? { field, ruleType } : { field, ruleType, ruleId },
  )
  return { _id: key, contact, run, rules, at, changes: kept }
}

/** Keys that were there before. */
async function noteNew(db: Db, documents: readonly WashDocument[]): Promise<Set<string>> {
  const known = await insertNew(db.collection<WashDocument>(washesName), documents)
  return new Set(known.map((index) => documents[index]?._id ?? ''))
}

async function replaceKnown(db: Db, documents: readonly WashDocument[], known: ReadonlySet<string>) {
  const writes = documents
    .filter(({ _id }) => known.has(_id))
    .map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement } }))
  await db.collection<WashDocument>(washesName).bulkWrite(writes, { ordered: false })
}
