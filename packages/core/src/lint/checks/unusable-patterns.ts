import { compilePattern, PatternError } from '../../pattern/index.ts'
import type { LintFinding } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns that are wrong or refused, and replacements that do not fit them; the engine leaves these rules out. */
export function* unusablePatterns({ book, rules }: LintContext): Generator<LintFinding> {
  for (const { code, collection, id, index, reason } of book.problems) {
    const place = { severity: 'error', collection, id, reason } as const
    if (code === 'RULE_TEMPLATE') {
      const suggestion = 'write groups as \\1 or \\g<name>, and a backslash as \\\\'
      yield { ...place, code: 'bad-template', suggestion }
    }
    if (code !== 'RULE_PATTERN') continue
    yield isRefused(rules[collection][index]?.body['pattern'])
      ? {
          ...place,
          code: 'refused-pattern',
          suggestion: 'bound what repeats, or split the rule into plainer ones',
        }
      : { ...place, code: 'bad-pattern', suggestion: "correct it by the syntax of Python's re" }
  }
}

function isRefused(pattern: unknown): boolean {
  try {
    compilePattern(String(pattern))
    return false
  } catch (error) {
    return error instanceof PatternError && error.code === 'PATTERN_REFUSED'
  }
}
