import { byCollection, type RuleCollection, type RuleDocument, type RuleSet } from '@dwmops/rule-store'
import type { RuleSetBody } from '../schemas/rule.ts'
import { ProblemError } from '../server/problem.ts'
import { documentFrom } from './documents.ts'

/**
 * The set that is meant by one that was sent: rules or configs that are left out stay. Throws a problem when it would empty a collection without
 * saying so.
 */
export function completeSet({ rules, configs }: Partial<RuleSetBody>, now: RuleSet): RuleSet {
  const meant = (collection: RuleCollection): readonly RuleDocument[] => {
    if (rules === undefined) return now.rules[collection]
    const sent = rules[collection]
    if (sent !== undefined) return sent.map(documentFrom)
    if (now.rules[collection].length === 0) return []
    const errors = [
      { path: `body/rules/${collection}`, message: 'is missing; send an empty list to empty it' },
    ]
    throw new ProblemError(
      400,
      'INVALID_REQUEST',
      `${collection} is missing from the request, but holds rules`,
      {
        errors,
      },
    )
  }
  return { rules: byCollection(meant), configs: configs?.map(documentFrom) ?? now.configs }
}
