import { ruleName, type StoredRule } from '../rules/stored-rule.ts'
import { nameAndPlace } from '../wash/failure-of-thrown.ts'
import { asError, type LintFinding, type pause } from './finding.ts'

/** What a check finds when it looks at each rule in turn; a rule at which it throws is a finding about that rule, and the others go on. */
export function* eachRule(
  rules: readonly StoredRule[],
  look: (rule: StoredRule) => Iterable<LintFinding | typeof pause>,
): Generator<LintFinding | typeof pause> {
  for (const rule of rules) {
    try {
      yield* look(rule)
    } catch (error) {
      const reason = `it cannot be judged: a fault of the check, ${nameAndPlace(error)}`
      const suggestion = 'report it, and look whether the rule holds something else than text'
      // not what the rule says: that is what the check fell over
      const { collection } = rule
      yield { ...asError('lint-fault', reason, suggestion), collection, id: ruleName(rule) }
    }
  }
}
