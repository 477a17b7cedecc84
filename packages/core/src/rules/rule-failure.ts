import { mostResultLength } from '../wash/wash-limits.ts'
import { ruleName, type StoredRule } from './stored-rule.ts'

const reasons = {
  TOO_COSTLY: (rule: string) => `the pattern of ${rule} needs too many steps for this value`,
  RESULT_TOO_LARGE: (rule: string) =>
    `${rule} makes more than ${mostResultLength} characters of this value; correct its replace`,
}

/** A pattern rule needs more steps for a value than any value may take, or makes more of it than a record can hold. */
export class RuleFailure extends Error {
  override readonly name = 'RuleFailure'
  readonly code: keyof typeof reasons
  readonly rule: StoredRule

  constructor(code: keyof typeof reasons, rule: StoredRule, cause: unknown) {
    super(reasons[code](`${rule.collection} ${ruleName(rule)}`), { cause })
    this.code = code
    this.rule = rule
  }
}
