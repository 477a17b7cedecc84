import type { RuleProblemCode } from '../../rules/rule-documents.ts'
import type { LintFinding } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

const findings: Partial<Record<RuleProblemCode, Pick<LintFinding, 'code' | 'suggestion'>>> = {
  RULE_MALFORMED: { code: 'malformed-rule', suggestion: 'add what is missing, or delete the rule' },
  RULE_FAULT: { code: 'rule-fault', suggestion: 'report it, and write the rule another way meanwhile' },
}

/** Rules without a needed key, with something else than text under it, or at which the engine fails; it leaves them out. */
export function* malformedRules({ book }: LintContext): Generator<LintFinding> {
  for (const { code, collection, id, reason } of book.problems) {
    const found = findings[code]
    if (found !== undefined) yield { severity: 'error', ...found, collection, id, reason }
  }
}
