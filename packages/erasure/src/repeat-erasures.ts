import { openRuleStore } from '@dwmops/rule-store'
import type { Document } from 'mongodb'
import { removeOnce } from './erase-contacts.ts'
import { type Erasure, publicErasure, type Traces } from './erasure.ts'
import { type Databases, type Hasher, openHasher, readErasures } from './erasure-store.ts'
import { fullTraces } from './traced-documents.ts'

interface Found {
  readonly items: Set<string>
  readonly contacts: Set<unknown>
}

/**
 * Erases once more everyone who was erased before, after a dump of before was restored: goes through all records and asks for each whether
 * it is of an erased person. Those of which something was found. What was exported since the erasure stays.
 */
export async function repeatErasures(databases: Databases): Promise<Erasure[]> {
  const hasher = await openHasher(databases)
  const documents = await readErasures(databases)
  const known = new Map(documents.flatMap((one) => one.hashes.map((hash) => [hash, one._id] as const)))
  if (known.size === 0) return []
  const found = new Map<string, Found>(
    documents.map(({ _id }) => [_id, { items: new Set(), contacts: new Set() }]),
  )
  for await (const [kind, id] of allIds(databases)) note(known, hasher, found, kind, id)
  const repeated: Erasure[] = []
  for (const document of documents) {
    const { items, contacts } = found.get(document._id) ?? { items: [], contacts: [] }
    const traces: Traces = { items: [...items], contacts: [...contacts] }
    if (traces.items.length + traces.contacts.length === 0) continue
    repeated.push(publicErasure(await removeOnce(databases, { ...document, removed: {} }, traces)))
  }
  return repeated
}

function note(
  known: ReadonlyMap<string, string>,
  hasher: Hasher,
  found: ReadonlyMap<string, Found>,
  kind: 'item' | 'contact',
  id: unknown,
): void {
  for (const hash of hasher(kind, id)) {
    const erasure = found.get(known.get(hash) ?? '')
    if (kind === 'item') erasure?.items.add(String(id))
    else erasure?.contacts.add(id)
  }
}

/** Ids of all that is kept, some more than once. */
async function* allIds(databases: Databases): AsyncGenerator<readonly ['item' | 'contact', unknown]> {
  const { queueDb, rulesDb } = databases
  const { idNames } = await fullTraces(databases, { items: [], contacts: [] })
  const fields = await openRuleStore(rulesDb).history.idFields()
  const idsIn = (document: Document, names: readonly string[]) => names.map((name) => document[name])
  for await (const { _id, payload = {} } of queueDb
    .collection('items')
    .find({}, { projection: { payload: 1 } })) {
    yield ['item', String(_id)]
    for (const id of idsIn(payload, fields)) if (isId(id)) yield ['contact', id]
  }
  for (const name of ['broughtOver', 'flaggedIndicators'])
    for await (const { _id } of queueDb.collection(name).find({}, { projection: { _id: 1 } }))
      yield ['item', String(_id)]
  for (const name of ['washes', 'reverts'])
    for await (const { _id, contact } of rulesDb.collection(name).find({}, { projection: { contact: 1 } })) {
      yield ['item', String(_id).slice(0, 24)]
      if (isId(contact)) yield ['contact', contact]
    }
  const projection = Object.fromEntries(idNames.map((name) => [name, 1]))
  for await (const document of rulesDb.collection('contactHistory').find({}, { projection }))
    for (const id of idsIn(document, idNames)) if (isId(id)) yield ['contact', id]
}

function isId(id: unknown): boolean {
  return (typeof id === 'string' && id !== '') || typeof id === 'number'
}
