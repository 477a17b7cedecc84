import { clean } from '../../clean.ts'
import { type CompiledPattern, PatternError } from '../../pattern/index.ts'
import { type LintFinding, onRule } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns that match no cleaned value: values are upper-case, without space at their ends and double spaces. */
export function* impossiblePatterns({ rules, patternOf }: LintContext): Generator<LintFinding> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  for (const rule of [...genericRegex, ...fieldSpecificRegex, ...normRegex, ...deriveRegex]) {
    const pattern = patternOf(rule)
    if (pattern === undefined || pattern instanceof PatternError) continue
    const reason = whyImpossible(pattern)
    if (reason === undefined) continue
    const suggestion = 'write it for cleaned values, or delete the rule'
    yield onRule(rule, { severity: 'error', code: 'impossible-pattern', reason, suggestion })
  }
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
