import { PatternError } from '@dwmops/python-re'
import type { RuleCollection } from '../../rules/rule-documents.ts'
import type { LintFinding } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Patterns that are wrong or refused, and replacements that do not fit them; the engine leaves these rules out. */
export function* unusablePatterns({ book, rules, patternOf }: LintContext): Generator<LintFinding> {
  const patternAt = (collection: RuleCollection, index: number) => {
    const rule = rules[collection][index]
    return rule && patternOf(rule)
  }
  for (const { code, collection, id, index, reason } of book.problems) {
    const place = { severity: 'error', collection, id, reason } as const
    if (code === 'RULE_TEMPLATE') {
      const suggestion = 'write groups as \\1 or \\g<name>, and a backslash as \\\\'
      yield { ...place, code: 'bad-template', suggestion }
    }
    if (code !== 'RULE_PATTERN') continue
    yield isRefused(patternAt(collection, index))
      ? {
          ...place,
          code: 'refused-pattern',
          suggestion:
            'write it in a plainer way: each character itself, fewer parentheses within parentheses',
        }
      : { ...place, code: 'bad-pattern', suggestion: "correct it by the syntax of Python's re" }
  }
}

function isRefused(pattern: unknown): boolean {
  return pattern instanceof PatternError && pattern.code === 'PATTERN_REFUSED'
}
