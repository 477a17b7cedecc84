import type { LintFinding } from '@dwmops/core'
import type { Db } from 'mongodb'
import { type RuleCollection, ruleCollections } from '../rules/rule-collections.ts'
import { orderKey } from '../rules/rule-order.ts'

/**
 * Collections with rules whose order nobody knows: without `_order`, and with an `_id` that does not say when they were
 * inserted. They are tried by `_id`, the same on every server, but hardly as meant.
 */
export async function lintOrder(db: Db): Promise<LintFinding[]> {
  return (await Promise.all(ruleCollections.map((one) => lintCollection(db, one)))).flat()
}

async function lintCollection(db: Db, collection: RuleCollection): Promise<LintFinding[]> {
  const rules = db.collection(collection)
  const unknown = { [orderKey]: null, _id: { $not: { $type: 'objectId' as const } } }
  const first = await rules
    .find(unknown as object)
    .sort({ _id: 1 })
    .limit(1)
    .next()
  if (first === null || (await rules.countDocuments({}, { limit: 2 })) < 2) return []
  const count = await rules.countDocuments(unknown as object)
  return [
    {
      severity: 'warning',
      code: 'unknown-order',
      collection,
      id: String(first['_id']),
      reason: `${count} rules of ${collection} have no ${orderKey}, and an _id that does not say when they were inserted: they are tried by _id`,
      suggestion: `give each rule of ${collection} a number in ${orderKey}: the lowest is tried first`,
    },
  ]
}
