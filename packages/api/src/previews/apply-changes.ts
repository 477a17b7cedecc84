import {
  RuleChangedError,
  type RuleDocument,
  RuleNotFoundError,
  type RuleSet,
  ruleEtag,
} from '@dwmops/rule-store'
import { ObjectId } from 'mongodb'
import { documentFrom } from '../rules/documents.ts'
import type { PreviewChange } from '../schemas/preview.ts'

/** The rules as they would be after some changes. Throws RuleNotFoundError and RuleChangedError for what is no longer as its author saw it. */
export function applyChanges({ rules, configs }: RuleSet, changes: readonly PreviewChange[]): RuleSet {
  const byCollection = Map.groupBy(changes, ({ collection }) => collection)
  const changed = [...byCollection].map(([collection, list]) => [
    collection,
    changedList(rules[collection], list),
  ])
  return { rules: { ...rules, ...Object.fromEntries(changed) }, configs }
}

function changedList(rules: readonly RuleDocument[], changes: readonly PreviewChange[]): RuleDocument[] {
  const list = [...rules]
  for (const change of changes) {
    if (change.do === 'create') {
      const at = change.before === undefined ? list.length : placeOf(list, change.collection, change.before)
      list.splice(at, 0, { _id: new ObjectId().toHexString(), ...documentFrom(change.document) })
      continue
    }
    const at = placeOf(list, change.collection, change.id)
    const seen = list[at] ?? {}
    if (ruleEtag(seen) !== change.etag) throw new RuleChangedError(change.collection, change.id)
    if (change.do === 'delete') list.splice(at, 1)
    else list[at] = { _id: seen['_id'], ...documentFrom(change.document) }
  }
  return list
}

function placeOf(list: readonly RuleDocument[], collection: string, id: string): number {
  const at = list.findIndex((rule) => String(rule['_id']) === id)
  if (at === -1) throw new RuleNotFoundError(collection, id)
  return at
}
