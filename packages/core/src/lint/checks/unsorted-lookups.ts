import type { LintFinding } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** `lookupVals` with unsorted keys: found here, but never by a query to the database. */
export function* unsortedLookups({ book }: LintContext): Generator<LintFinding> {
  for (const { code, collection, id, reason } of book.problems) {
    if (code !== 'RULE_LOOKUPVALS_UNSORTED') continue
    const suggestion = 'store the keys in sorted order, or the database itself never finds the rule'
    yield { severity: 'warning', code: 'unsorted-lookupvals', collection, id, reason, suggestion }
  }
}
