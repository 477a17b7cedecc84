import type { LintFinding } from '@dwmops/core'
import { failedExample } from './example-findings.ts'

/** What a publisher accepts in spite of its being wrong. */
export interface Acceptance {
  /** Publishes in spite of lint errors; the rules concerned do not work, all others do. */
  readonly acceptErrors?: boolean
  /** Publishes in spite of examples that do not come out as they should. */
  readonly acceptFailedExamples?: boolean
}

/** The findings for which rules are refused. */
export function refusingFindings(
  findings: readonly LintFinding[],
  { acceptErrors = false, acceptFailedExamples = false }: Acceptance,
): LintFinding[] {
  return findings.filter(
    ({ severity, code }) =>
      severity === 'error' && !(code === failedExample ? acceptFailedExamples : acceptErrors),
  )
}
