import { type Document, ObjectId } from 'mongodb'
import {
  byCollection,
  type RuleDocument,
  type RuleSet,
  type VersionedCollection,
} from './rule-collections.ts'
import { orderKey } from './rule-order.ts'

/** All versioned collections as they are stored, each in the order in which its rules are tried. */
export type StoredRules = Readonly<Record<VersionedCollection, readonly Document[]>>

/** Stored documents as the engine and people take them. */
export function publicSet(stored: StoredRules): RuleSet {
  const rules = byCollection((collection) => stored[collection].map(publicDocument))
  return { rules, configs: stored.config.map(publicDocument) }
}

/** `_id` as text, and without the key that keeps its place. */
export function publicDocument(document: Document): RuleDocument {
  const { [orderKey]: _, ...rest } = document
  return rest['_id'] instanceof ObjectId ? { ...rest, _id: rest['_id'].toHexString() } : rest
}
