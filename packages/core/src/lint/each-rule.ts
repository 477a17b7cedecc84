import { nameAndPlace } from '../failure-of-thrown.ts'
import type { StoredRule } from '../stored-rule.ts'
import { type LintFinding, onRule, type pause } from './finding.ts'

/** What a check finds when it looks at each rule in turn; a rule at which it throws is a finding about that rule, and the others go on. */
export function* eachRule(
  rules: readonly StoredRule[],
  look: (rule: StoredRule) => Iterable<LintFinding | typeof pause>,
): Generator<LintFinding | typeof pause> {
  for (const rule of rules) {
    try {
      yield* look(rule)
    } catch (error) {
      yield onRule(rule, {
        severity: 'error',
        code: 'lint-fault',
        reason: `it cannot be judged: a fault of the check, ${nameAndPlace(error)}`,
        suggestion: 'report it, and look whether the rule holds something else than text',
      })
    }
  }
}
