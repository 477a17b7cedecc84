import { PatternError } from '@dwmops/python-re'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns that run out of steps on a long value made for them. Each was tried, so each finding is a fact. */
export function* costlyPatterns({
  rules,
  patternOf,
  patterns: linted,
}: LintContext): Generator<LintFinding | typeof pause> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  const patterns = [...genericRegex, ...fieldSpecificRegex, ...normRegex, ...deriveRegex]
  yield* eachRule(patterns, function* (rule) {
    yield pause
    const pattern = patternOf(rule)
    if (pattern === undefined || pattern instanceof PatternError) return
    const value = linted.costlyValue(pattern)
    if (value === undefined) return
    const reason = `a value like ${JSON.stringify(value.slice(0, 20))}... of ${value.length} characters needs too many steps; a record with such a value fails as TOO_COSTLY`
    const suggestion = 'bound what repeats, name what stands between, or begin with ^'
    yield onRule(rule, asWarning('costly-pattern', reason, suggestion))
  })
}
