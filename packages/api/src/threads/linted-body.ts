import type { LintFinding } from '@dwmops/core'
import { byCollection, judgeSet, type RuleSet } from '@dwmops/rule-store'
import { completeSet } from '../rules/complete-set.ts'
import { RuleSetSchema } from '../schemas/rule.ts'
import { bodyOf } from './thread-body.ts'

const nothing: RuleSet = { rules: byCollection(() => []), configs: [] }

/** What is wrong with the rule set of a body. Throws a problem for one that is none. */
export async function lintedBody(body: Uint8Array): Promise<LintFinding[]> {
  return [...(await judgeSet(completeSet(bodyOf(body, RuleSetSchema), nothing)))]
}
