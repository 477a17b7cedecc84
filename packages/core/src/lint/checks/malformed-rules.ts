import type { LintFinding } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Rules without a needed key, or with something else than text under it; the engine leaves them out. */
export function* malformedRules({ book }: LintContext): Generator<LintFinding> {
  for (const { code, collection, id, reason } of book.problems) {
    if (code !== 'RULE_MALFORMED') continue
    const suggestion = 'add what is missing, or delete the rule'
    yield { severity: 'error', code: 'malformed-rule', collection, id, reason, suggestion }
  }
}
