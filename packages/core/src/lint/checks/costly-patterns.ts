import { compileTemplate, PatternError } from '../../pattern/index.ts'
import { eachRule } from '../each-rule.ts'
import { type LintFinding, onRule, type pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns that only trying can match, and that may therefore need too many steps for a long value. */
export function* costlyPatterns({ rules, patternOf }: LintContext): Generator<LintFinding | typeof pause> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  const patterns = [...genericRegex, ...fieldSpecificRegex, ...normRegex, ...deriveRegex]
  yield* eachRule(patterns, function* (rule) {
    if (!isCostly(patternOf(rule), rule.body['replace'])) return
    yield onRule(rule, {
      severity: 'warning',
      code: 'costly-pattern',
      reason: 'a long value may need too many steps; a record with such a value fails as TOO_COSTLY',
      suggestion: 'bound what repeats, say what stands between, or begin with ^',
    })
  })
}

function isCostly(pattern: ReturnType<LintContext['patternOf']>, replacement: unknown): boolean {
  if (pattern === undefined || pattern instanceof PatternError) return false
  return pattern.isCostly(compileTemplate(typeof replacement === 'string' ? replacement : '', pattern))
}
