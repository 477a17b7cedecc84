import { textOf } from '@dwmops/core'
import type { Db, Document, Filter } from 'mongodb'
import { BSON } from 'mongodb'
import { readPointer } from '../publish/version-pointer.ts'
import { placeNewcomers } from './place-rules.ts'
import { readRules } from './read-rules.ts'
import { idForms } from './rule-change.ts'
import {
  type RuleCollection,
  type RuleDocument,
  ruleCollections,
  type VersionedCollection,
} from './rule-collections.ts'
import { etagOf } from './rule-etag.ts'
import { orderKey } from './rule-order.ts'
import { publicDocument } from './stored-rules.ts'

const { BSONRegExp, EJSON } = BSON

/** One rule or config as it stands. */
export interface StoredRule<C extends VersionedCollection = VersionedCollection> {
  readonly collection: C
  readonly id: string
  readonly etag: string
  readonly document: RuleDocument
}

export interface RuleQuery {
  readonly collection?: RuleCollection | undefined
  /** Rules for this field. */
  readonly field?: string | undefined
  /** Rules in which some text holds this one, in either case. */
  readonly text?: string | undefined
  readonly limit?: number | undefined
  /** `cursor` of the page before. */
  readonly cursor?: string | undefined
}

/** A page of rules, collection by collection, in the order in which they are tried. */
export interface RulePage {
  readonly rules: readonly StoredRule<RuleCollection>[]
  /** Give it back for the next page; undefined on the last one. */
  readonly cursor: string | undefined
}

const lookupKeys = ['find', 'replace', 'fieldName']
const patternKeys = ['pattern', 'replace', 'fieldName']
const includesKeys = ['includes', 'excludes', 'begins', 'ends', 'replace', 'fieldName']

/** Keys that hold text, by collection: each costs a look at every rule. `lookupVals` apart, whose keys are fields. */
const textKeys: Readonly<Record<RuleCollection, readonly string[]>> = {
  genericLookup: lookupKeys,
  genericRegex: patternKeys,
  fieldSpecificLookup: lookupKeys,
  fieldSpecificRegex: patternKeys,
  normLookup: lookupKeys,
  normRegex: patternKeys,
  normIncludes: includesKeys,
  deriveValue: ['value', 'fieldName'],
  deriveRegex: [...patternKeys, 'deriveFieldName'],
  deriveIncludes: [...includesKeys, 'deriveFieldName'],
}

/** Finds rules. A page costs one walk along the order of a collection at most; with a text, a look at every rule that comes before it. */
export async function findRules(
  db: Db,
  { collection, field, text, limit = 50, cursor }: RuleQuery,
): Promise<RulePage> {
  const start = cursor === undefined ? undefined : readCursor(cursor)
  const wanted = ruleCollections.filter(
    (one) => (collection ?? one) === one && (start === undefined || place(one) >= place(start.collection)),
  )
  const ofField = field === undefined ? [] : [{ fieldName: field }]
  const sources = text === undefined ? [] : await sourceFields(db)
  const found: { collection: RuleCollection; document: Document }[] = []
  for (const one of wanted) {
    const filter = [...ofField, ...textFilter(one, text, sources)]
    const documents = await pageOf(db, one, {
      filter: filter.length === 0 ? {} : { $and: filter },
      start: one === start?.collection ? start : undefined,
      limit: limit + 1 - found.length,
    })
    found.push(...documents.map((document) => ({ collection: one, document })))
    if (found.length > limit) break
  }
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rules: page.map((one) => ruleOf(one.collection, one.document)),
    cursor: found.length > limit && last !== undefined ? cursorAt(last) : undefined,
  }
}

interface PageOfCollection {
  readonly filter: Filter<Document>
  readonly start: Start | undefined
  readonly limit: number
}

/** What was put in by hand is placed first; where that cannot be, the whole order is read to find the page. */
async function pageOf(db: Db, collection: RuleCollection, page: PageOfCollection): Promise<Document[]> {
  if (!(await placeNewcomers(db, collection))) return pageOfUnplaced(db, collection, page)
  const { filter, start, limit } = page
  return db
    .collection(collection)
    .find(start === undefined ? filter : { $and: [filter, after(start)] })
    .sort({ [orderKey]: 1, _id: 1 })
    .limit(limit)
    .toArray()
}

async function pageOfUnplaced(
  db: Db,
  collection: RuleCollection,
  { filter, start, limit }: PageOfCollection,
): Promise<Document[]> {
  const everPublished = (await readPointer(db)) !== undefined
  const ordered = await readRules(db, collection, { everPublished })
  const matching = await db.collection(collection).find(filter).project({ _id: 1 }).toArray()
  const wanted = new Set(matching.map(({ _id }) => String(_id)))
  const from = start === undefined ? 0 : ordered.findIndex(({ _id }) => String(_id) === String(start.id)) + 1
  return ordered
    .slice(from)
    .filter(({ _id }) => wanted.has(String(_id)))
    .slice(0, limit)
}

/** One rule or config by its id; undefined when it is not there. */
export async function findRule<C extends VersionedCollection>(
  db: Db,
  collection: C,
  id: string,
): Promise<StoredRule<C> | undefined> {
  const document = await findDocument(db, collection, id)
  return document === undefined ? undefined : ruleOf(collection, document)
}

export async function findDocument(
  db: Db,
  collection: VersionedCollection,
  id: string,
): Promise<Document | undefined> {
  return (await db.collection(collection).findOne({ _id: { $in: idForms(id) as never[] } })) ?? undefined
}

/** All configs. */
export async function listConfigs(db: Db): Promise<StoredRule<'config'>[]> {
  const found = await db.collection('config').find().sort({ configName: 1 }).toArray()
  return found.map((document) => ruleOf('config', document))
}

/** How many rules each collection holds. */
export async function countRules(db: Db): Promise<Record<RuleCollection, number>> {
  const counts = ruleCollections.map(async (one) => [one, await db.collection(one).countDocuments()] as const)
  return Object.fromEntries(await Promise.all(counts)) as Record<RuleCollection, number>
}

export function ruleOf<C extends VersionedCollection>(collection: C, stored: Document): StoredRule<C> {
  const { _id, ...document } = publicDocument(stored)
  return { collection, id: textOf(_id), etag: etagOf(stored), document }
}

function textFilter(
  collection: RuleCollection,
  text: string | undefined,
  sources: readonly string[],
): Filter<Document>[] {
  if (text === undefined) return []
  // a regular expression of BSON ends at a NUL
  const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\0', '\\x00')
  const test = { $regex: literal, $options: 'i' }
  const values = collection === 'deriveValue' ? sources.map((source) => `lookupVals.${source}`) : []
  return [{ $or: [...textKeys[collection], ...values].map((key) => ({ [key]: test })) }]
}

/** Fields that some config derives others from: `lookupVals` holds values under their names. */
async function sourceFields(db: Db): Promise<string[]> {
  const configs = await db.collection<{ fields?: Fields }>('config').find().toArray()
  const steps = configs.flatMap(({ fields }) =>
    Object.values(fields ?? {}).flatMap((field) => Object.values(field?.derive ?? {})),
  )
  const names = steps.flatMap((step) => [step?.fieldSet ?? []].flat())
  return [...new Set(names.filter((name) => typeof name === 'string' && /^\w+$/.test(name)))]
}

type Fields = Readonly<
  Record<string, { derive?: Readonly<Record<string, { fieldSet?: string[] } | null>> } | null>
>

interface Start {
  readonly collection: RuleCollection
  readonly order: number | null
  readonly id: unknown
}

function after({ order, id }: Start): Filter<Document> {
  const sameOrder = { [orderKey]: order, _id: { $gt: id } } as Filter<Document>
  const later = order === null ? { $ne: null } : { $gt: order }
  return { $or: [sameOrder, { [orderKey]: later }] } as Filter<Document>
}

function cursorAt({ collection, document }: { collection: RuleCollection; document: Document }): string {
  return EJSON.stringify([collection, document[orderKey] ?? null, document['_id']])
}

/** Throws RangeError for what is no cursor. */
function readCursor(cursor: string): Start {
  const [collection, order, id] = parseCursor(cursor)
  const isOrder = order === null || typeof order === 'number'
  const isId = id !== undefined && id !== null && !(id instanceof BSONRegExp)
  if (!isOrder || !isId || !ruleCollections.includes(collection as RuleCollection))
    throw new RangeError('invalid cursor of a list of rules')
  return { collection: collection as RuleCollection, order, id }
}

function parseCursor(cursor: string): unknown[] {
  try {
    const parsed: unknown = EJSON.parse(cursor)
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

function place(collection: RuleCollection): number {
  return ruleCollections.indexOf(collection)
}
