import type { Db, Document } from 'mongodb'
import { byCollection, type RuleSet, type VersionedCollection } from '../rules/rule-collections.ts'
import { publicDocument } from '../rules/stored-rules.ts'
import { diffSets, type RuleSetDiff } from './rule-set-diff.ts'
import { findVersionDocument } from './versions.ts'

/**
 * What differs between two versions when the later one is a single change to the earlier one: it is read off the
 * change, and neither set is read. undefined for all other versions.
 */
export async function diffOfChange(db: Db, from: number, to: number): Promise<RuleSetDiff | undefined> {
  const { state, base, change } = (await findVersionDocument(db, to)) ?? {}
  if (state !== 'published' || base !== from || change === undefined) return undefined
  const { collection, before, after } = change
  return diffSets(setOf(collection, before), setOf(collection, after))
}

function setOf(collection: VersionedCollection, document: Document | null): RuleSet {
  const documents = document === null ? [] : [publicDocument(document)]
  return {
    rules: byCollection((one) => (one === collection ? documents : [])),
    configs: collection === 'config' ? documents : [],
  }
}
