import { PatternError } from '@dwmops/python-re'
import type { StoredRule } from '../../rules/stored-rule.ts'
import { eachRule } from '../each-rule.ts'
import { type LintFinding, onRule, type pause, shadowed } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Pattern rules behind another one that takes everything they could match; copies are reported as duplicates. */
export function* shadowedPatterns({ rules, patternOf }: LintContext): Generator<LintFinding | typeof pause> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  for (const collection of [genericRegex, fieldSpecificRegex, normRegex, deriveRegex]) {
    const byList = Map.groupBy(collection, ({ body }) =>
      JSON.stringify([body['fieldName'], body['deriveFieldName']]),
    )
    for (const list of byList.values()) yield* shadowedInList(list, patternOf)
  }
}

function* shadowedInList(
  list: readonly StoredRule[],
  patternOf: LintContext['patternOf'],
): Generator<LintFinding | typeof pause> {
  let takesAll: StoredRule | undefined
  let takesAllButEmpty: StoredRule | undefined
  const plain = new Map<string, StoredRule>()
  const prefixes: [prefix: string, rule: StoredRule][] = []
  yield* eachRule(list, function* (rule) {
    const pattern = patternOf(rule)
    if (pattern === undefined || pattern instanceof PatternError) return
    const { exactText } = pattern
    const earlier =
      takesAll ??
      (pattern.minLength > 0 ? takesAllButEmpty : undefined) ??
      (exactText === undefined ? undefined : (plain.get(exactText) ?? prefixRule(prefixes, exactText)))
    if (earlier !== undefined && earlier.body['pattern'] !== rule.body['pattern'])
      yield onRule(rule, shadowed('shadowed-pattern', earlier, 'matches all that it could match'))
    if (pattern.coversEverything) takesAll ??= rule
    if (pattern.coversNonEmpty) takesAllButEmpty ??= rule
    if (exactText !== undefined && !plain.has(exactText)) plain.set(exactText, rule)
    if (pattern.coversPrefix !== undefined) prefixes.push([pattern.coversPrefix, rule])
  })
}

function prefixRule(prefixes: readonly [string, StoredRule][], text: string): StoredRule | undefined {
  return prefixes.find(([prefix]) => text.startsWith(prefix))?.[1]
}
