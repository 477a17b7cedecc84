import type { LintFinding } from '../../api/answers.ts'
import { Badge } from '../../parts/messages/badge.tsx'
import './lint-findings.css'

/** What is wrong with a rule and how to put it right; that nothing is, too. */
export function LintFindings({ findings, empty }: { findings: readonly LintFinding[]; empty: string }) {
  if (findings.length === 0) return <p class="lint-clean">{empty}</p>
  return (
    <ul class="lint-findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.collection} ${finding.id} ${finding.reason}`}>
          <p>
            <Badge tone={finding.severity === 'error' ? 'bad' : 'warn'}>{finding.severity}</Badge>{' '}
            {finding.reason}
          </p>
          <p class="quiet small">{finding.suggestion}</p>
        </li>
      ))}
    </ul>
  )
}
