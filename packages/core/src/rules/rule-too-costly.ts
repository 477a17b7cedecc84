import { ruleName, type StoredRule } from '../stored-rule.ts'

/** A pattern rule needs more steps for a value than any value may take, so nobody knows whether it hits. */
export class RuleTooCostly extends Error {
  override readonly name = 'RuleTooCostly'
  readonly rule: StoredRule

  constructor(rule: StoredRule, cause: unknown) {
    super(`the pattern of ${rule.collection} ${ruleName(rule)} needs too many steps for this value`, {
      cause,
    })
    this.rule = rule
  }
}
