import { type CompiledPattern, PatternError } from '@dwmops/python-re'
import { clean } from '../../clean.ts'
import { eachRule } from '../each-rule.ts'
import { asError, type LintFinding, onRule, type pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns that match no cleaned value: values are upper-case, without space at their ends and double spaces. */
export function* impossiblePatterns({
  rules,
  patternOf,
}: LintContext): Generator<LintFinding | typeof pause> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  const patterns = [...genericRegex, ...fieldSpecificRegex, ...normRegex, ...deriveRegex]
  yield* eachRule(patterns, function* (rule) {
    const pattern = patternOf(rule)
    if (pattern === undefined || pattern instanceof PatternError) return
    const reason = whyImpossible(pattern)
    if (reason === undefined) return
    yield onRule(
      rule,
      asError('impossible-pattern', reason, 'write it for cleaned values, or delete the rule'),
    )
  })
}

function whyImpossible({ firstCharacters, requiredLiterals }: CompiledPattern): string | undefined {
  if (firstCharacters !== undefined && !firstCharacters.values().some(beginsCleanText)) {
    return 'never matches: a match must be at the start, and no cleaned value starts with what it asks for there'
  }
  const literal = requiredLiterals.find((text) => /[\t-\r]| {2}/.test(text))
  if (literal === undefined) return undefined
  return `never matches: ${JSON.stringify(literal)} stands in no cleaned value`
}

function beginsCleanText(code: number): boolean {
  const character = String.fromCodePoint(code)
  return clean(character) === character
}
