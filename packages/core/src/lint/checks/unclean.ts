import { clean } from '../../clean.ts'
import { equalTexts, isDocument } from '../../rules/stored-rule.ts'
import { eachRule } from '../each-rule.ts'
import { asError, type LintFinding, onRule, type pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Lookups of a text that no cleaned value can be equal to. */
export function* unclean({ rules }: LintContext): Generator<LintFinding | typeof pause> {
  const lookups = [...rules.genericLookup, ...rules.fieldSpecificLookup, ...rules.normLookup]
  yield* eachRule(lookups, function* (rule) {
    for (const text of equalTexts(rule.body['find'])) {
      if (clean(text) !== text) yield onRule(rule, verdict('uncleaned-find', 'find', text))
    }
  })
  yield* eachRule(rules.deriveValue, function* (rule) {
    for (const lookup of [rule.body['lookupVals']].flat().filter(isDocument)) {
      for (const [name, text] of Object.entries(lookup)) {
        if (typeof text !== 'string' || clean(text) === text) continue
        yield onRule(rule, verdict('uncleaned-lookup-value', `lookupVals.${name}`, text))
      }
    }
  })
}

function verdict(code: string, key: string, text: string) {
  const reason = `${key} ${JSON.stringify(text)} is never found: values are compared upper-case and with single spaces`
  return asError(code, reason, `store it as ${JSON.stringify(clean(text))}`)
}
