import { ruleName, type StoredRule } from '../stored-rule.ts'
import { mostResultLength } from '../wash-limits.ts'

/** A pattern rule would make more of a value than any record can hold. */
export class ResultTooLarge extends Error {
  override readonly name = 'ResultTooLarge'
  readonly rule: StoredRule

  constructor(rule: StoredRule, cause: unknown) {
    super(
      `${rule.collection} ${ruleName(rule)} makes more than ${mostResultLength} characters of this value; correct its replace`,
      { cause },
    )
    this.rule = rule
  }
}
