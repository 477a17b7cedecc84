import { type Document, ObjectId } from 'mongodb'
import { assignPlaces } from '../rules/assign-places.ts'
import { byVersionedCollection, type RuleSet, type VersionedCollection } from '../rules/rule-collections.ts'
import { contentOf } from '../rules/rule-content.ts'
import { orderKey, placeOf } from '../rules/rule-order.ts'
import type { StoredRules } from '../rules/stored-rules.ts'
import { pairEqual } from './rule-set-diff.ts'

/** A set as it is to be stored: documents that are there already stay what they are, new ones get an `_id`, all get a place. */
export function prepareSet(set: RuleSet, live: StoredRules): StoredRules {
  return byVersionedCollection((collection) =>
    collection === 'config'
      ? withIds(set.configs, live.config).map(({ document }) => document)
      : prepareRules(set, live, collection),
  )
}

function prepareRules(
  set: RuleSet,
  live: StoredRules,
  collection: Exclude<VersionedCollection, 'config'>,
): readonly Document[] {
  const wanted = set.rules[collection]
  const known = live[collection]
  const unchanged =
    wanted.length === known.length && wanted.every((one, at) => contentOf(one) === contentOf(known[at] ?? {}))
  if (unchanged) return known
  const documents = withIds(wanted, known)
  const places = assignPlaces(documents.map(({ place }) => place))
  return documents.map(({ document }, at) => ({ ...document, [orderKey]: places[at] }))
}

interface Identified {
  readonly document: Document
  readonly place: number | undefined
}

function withIds(wanted: readonly Document[], known: readonly Document[]): Identified[] {
  const pairs = pairEqual(known.map(contentOf), wanted.map(contentOf))
  const taken = new Set([...pairs.values()].map((at) => String(known[at]?.['_id'])))
  return wanted.map((document, at) => {
    const kept = known[pairs.get(at) ?? -1]
    if (kept !== undefined) return { document: kept, place: placeOf(kept) }
    const { _id: given, [orderKey]: _, ...content } = document
    return { document: { _id: freeId(given, taken), ...content }, place: undefined }
  })
}

/** The `_id` that a document brought with it, unless it is taken, or none that every database takes. */
function freeId(given: unknown, taken: Set<string>): unknown {
  const id = typeof given === 'string' && /^[0-9a-f]{24}$/.test(given) ? new ObjectId(given) : given
  const isId = typeof id === 'string' || typeof id === 'number' || id instanceof ObjectId
  const free = isId && !taken.has(String(id)) ? id : new ObjectId()
  taken.add(String(free))
  return free
}
