import type { Rule, RuleDocument } from '../../api/answers.ts'
import { changeOf, type RuleChange } from '../../preview/change-set.ts'

/** Where in a rule a value is replaced: in what it makes, or in what it looks for. */
export type Where = 'result' | 'looked for'

const keys: Readonly<Record<Where, readonly string[]>> = {
  result: ['replace', 'value'],
  'looked for': ['find', 'lookupVals'],
}

export interface Replacement {
  readonly from: string
  readonly to: string
  readonly where: Where
}

/** The rule with another value in the place of one that it holds as a whole; undefined for a rule that does not. Patterns and words stay. */
export function replaceValue(
  document: RuleDocument,
  { from, to, where }: Replacement,
): RuleDocument | undefined {
  let isChanged = false
  const replaced = (value: unknown): unknown => {
    if (value === from) {
      isChanged = true
      return to
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner)]))
  }
  const changed = Object.fromEntries(
    Object.entries(document).map(([key, value]) => [
      key,
      keys[where].includes(key) ? replaced(value) : value,
    ]),
  )
  return isChanged ? changed : undefined
}

/** A rule as it is, and as it would be. */
export interface ReplacedRule {
  readonly rule: Rule
  readonly document: RuleDocument
}

/** The rules among some that a replacement changes. One with a change that waits is replaced in that, and one that is to be taken out is not. */
export function replacedRules(
  rules: readonly Rule[],
  replacement: Replacement,
  waiting: readonly RuleChange[],
): ReplacedRule[] {
  return rules.flatMap((rule) => {
    const change = changeOf(rule, waiting)
    if (change?.do === 'delete') return []
    const document = replaceValue(change?.document ?? rule.document, replacement)
    if (document === undefined) return []
    const { etag = rule.etag, before = rule.document } = change ?? {}
    return [{ rule: { ...rule, etag, document: before }, document }]
  })
}
