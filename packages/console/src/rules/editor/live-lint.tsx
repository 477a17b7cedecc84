import { useRef } from 'preact/hooks'
import type { LintFinding, RuleDocument } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { useSettled } from '../../parts/controls/use-settled.ts'
import { Panel } from '../../parts/layout/panel.tsx'
import { ProblemNotice } from '../../parts/messages/notice.tsx'
import { LintFindings } from './lint-findings.tsx'

interface Props {
  readonly collection: string
  readonly id: string | undefined
  readonly document: RuleDocument
}

/** Checks a rule, and those that it meets, whenever the typing pauses; the last findings stay until newer ones are there. */
export function LiveLint({ collection, id, document }: Props) {
  const settled = useSettled(document)
  const answer = useResource(`lint ${collection} ${JSON.stringify(settled)}`, (signal) =>
    request<{ findings: LintFinding[] }>(`/rules/${collection}/lint`, {
      method: 'POST',
      body: { document: settled, ...(id !== undefined && { id }) },
      signal,
    }),
  )
  const last = useRef<readonly LintFinding[]>(undefined)
  if (answer.data !== undefined) last.current = answer.data.findings
  // that all is well is said of what stands in the form alone
  const isChecked = answer.data !== undefined && settled === document
  return (
    <Panel title="Check" about="As you type: this rule and those that it meets">
      <div class="live-lint" aria-live="polite" aria-busy={answer.loading}>
        {answer.problem !== undefined ? (
          <ProblemNotice problem={answer.problem} again={answer.reload} />
        ) : last.current === undefined || (last.current.length === 0 && !isChecked) ? (
          <p class="quiet">Checking …</p>
        ) : (
          <LintFindings findings={last.current} empty="Nothing is wrong with this rule." ofOneRule />
        )}
      </div>
    </Panel>
  )
}
