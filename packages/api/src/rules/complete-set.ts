import { type RuleSet, ruleCollections } from '@dwmops/rule-store'
import type { RuleSetBody } from '../schemas/rule.ts'
import { ProblemError } from '../server/problem.ts'
import { documentFrom } from './documents.ts'

/**
 * The set that is meant by one that was sent: rules or configs that are left out stay. Throws a problem when it would empty a collection without
 * saying so.
 */
export function completeSet({ rules, configs }: Partial<RuleSetBody>, now: RuleSet): RuleSet {
  const sent = rules as Partial<Record<string, Record<string, unknown>[]>> | undefined
  const lists = ruleCollections.map((collection) => {
    const list = sent?.[collection]
    if (list !== undefined) return [collection, list.map(documentFrom)]
    if (sent === undefined) return [collection, now.rules[collection]]
    if (now.rules[collection].length === 0) return [collection, []]
    const errors = [{ path: `body/rules/${collection}`, message: 'is missing; an empty list would empty it' }]
    throw new ProblemError(400, 'INVALID_REQUEST', `${collection} is left out, and holds rules now`, {
      errors,
    })
  })
  return { rules: Object.fromEntries(lists), configs: configs?.map(documentFrom) ?? now.configs }
}
