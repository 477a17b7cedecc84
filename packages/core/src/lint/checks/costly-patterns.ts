import { compilePattern, compileTemplate, PatternError } from '../../pattern/index.ts'
import { type LintFinding, onRule } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns that only trying can match, and that may therefore need too many steps for a long value. */
export function* costlyPatterns({ rules }: LintContext): Generator<LintFinding> {
  const { genericRegex, fieldSpecificRegex, normRegex, deriveRegex } = rules
  for (const rule of [...genericRegex, ...fieldSpecificRegex, ...normRegex, ...deriveRegex]) {
    if (!isCostly(rule.body['pattern'], rule.body['replace'])) continue
    yield onRule(rule, {
      severity: 'warning',
      code: 'costly-pattern',
      reason: 'a long value may need too many steps; a record with such a value fails as TOO_COSTLY',
      suggestion: 'bound what repeats, say what stands between, or begin with ^',
    })
  }
}

function isCostly(pattern: unknown, replacement: unknown): boolean {
  if (typeof pattern !== 'string') return false
  try {
    const compiled = compilePattern(pattern)
    return compiled.isCostly(compileTemplate(typeof replacement === 'string' ? replacement : '', compiled))
  } catch (error) {
    if (error instanceof PatternError) return false
    throw error
  }
}
