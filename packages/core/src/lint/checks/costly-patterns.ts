import { type CompiledPattern, compileTemplate, PatternError, StepsExhausted } from '@dwmops/python-re'
import { clean } from '../../clean.ts'
import { eachRule } from '../each-rule.ts'
import { asWarning, type LintFinding, onRule, pause } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Longer than what any field but a large text holds. */
const longValue = 4_000

/** Patterns that run out of steps on a long value made for them. They are really tried, so each finding is a fact. */
export function* costlyPatterns({ rules, patternOf }: LintContext): Generator<LintFinding | typeof pause> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  const known = new Map<CompiledPattern, string | undefined>()
  const patterns = [...genericRegex, ...fieldSpecificRegex, ...normRegex, ...deriveRegex]
  yield* eachRule(patterns, function* (rule) {
    yield pause
    const pattern = patternOf(rule)
    if (pattern === undefined || pattern instanceof PatternError) return
    if (!known.has(pattern)) known.set(pattern, costlyValue(pattern))
    const value = known.get(pattern)
    if (value === undefined) return
    const reason = `a value like ${JSON.stringify(value.slice(0, 20))}... of ${value.length} characters needs too many steps; a record with such a value fails as TOO_COSTLY`
    const suggestion = 'bound what repeats, name what stands between, or begin with ^'
    yield onRule(rule, asWarning('costly-pattern', reason, suggestion))
  })
}

function costlyValue(pattern: CompiledPattern): string | undefined {
  return pattern
    .hostileValues(longValue)
    .map(clean)
    .find((value) => exhausts(pattern, value))
}

/** Goes on as washing does: what matches at the start is rewritten everywhere. */
function exhausts(pattern: CompiledPattern, value: string): boolean {
  try {
    if (pattern.matchesAtStart(value)) pattern.substitute(value, compileTemplate('', pattern))
    return false
  } catch (error) {
    if (error instanceof StepsExhausted) return true
    throw error
  }
}
