import { clean } from '../../clean.ts'
import { type LookupType, lookupTypes } from '../../rules/rule-documents.ts'
import { equalTexts, type StoredRule } from '../../rules/stored-rule.ts'
import { textOf } from '../../text-of.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, inWords, type LintFinding, onRule, pause } from '../finding.ts'
import { firstRewrite, typesByField } from '../first-rewrite.ts'
import type { LintContext } from '../lint-context.ts'

/**
 * Lookups of a value that an earlier stage of the field always rewrites, unless a rule in between makes that value
 * again. Generic lookups come first, so nothing stands before them.
 */
export function* shadowedLookups(context: LintContext): Generator<LintFinding | typeof pause> {
  const { rules, configs, book } = context
  const results = resultTexts(rules)
  yield* eachRule([...rules.fieldSpecificLookup, ...rules.normLookup], function* (rule) {
    yield pause
    const type = rule.collection as LookupType
    for (const field of equalTexts(rule.body['fieldName'])) {
      const lists = configs
        .flatMap((config) => typesByField(config, field))
        .filter((types) => types.includes(type))
      const [text, ...others] = equalTexts(rule.body['find'])
      if (text === undefined || others.length > 0 || clean(text) !== text || results.has(text)) continue
      const rewrites = lists.map((types) => firstRewrite(book, before(type, types), field, text))
      const [first] = rewrites
      if (first === undefined || rewrites.includes(undefined) || clean(textOf(first.to)) === text) continue
      yield onRule(rule, verdict(text, inWords(rules[first.collection][first.index])))
    }
  })
}

function before(type: LookupType, types: readonly LookupType[]): LookupType[] {
  return lookupTypes.slice(0, lookupTypes.indexOf(type)).filter((earlier) => types.includes(earlier))
}

/** Values that rules can make: a lookup of such a value may be meant for those. */
function resultTexts(rules: LintContext['rules']): Set<string> {
  const makers: readonly StoredRule[] = [
    ...rules.genericLookup,
    ...rules.genericRegex,
    ...rules.fieldSpecificLookup,
    ...rules.fieldSpecificRegex,
  ]
  return new Set(makers.map(({ body }) => clean(textOf(body['replace'] ?? ''))))
}

function verdict(text: string, earlier: string) {
  const reason = `${JSON.stringify(text)} never gets here: ${earlier} rewrites it in an earlier stage`
  return asWarning('shadowed-lookup', reason, 'change that rule, or delete this one')
}
