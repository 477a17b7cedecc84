import type { ComponentChildren } from 'preact'
import { ApiProblem } from '../../api/problem.ts'
import { LintFindings } from '../../rules/editor/lint-findings.tsx'
import { Button } from '../controls/button.tsx'
import './notice.css'

interface NoticeProps {
  readonly tone?: 'info' | 'good' | 'warn' | 'bad'
  readonly title?: string
  readonly children?: ComponentChildren
  readonly actions?: ComponentChildren
}

/** Something the reader should know before going on. */
export function Notice({ tone = 'info', title, children, actions }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <div>
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div class="notice-actions">{actions}</div>}
    </div>
  )
}

interface ProblemNoticeProps {
  readonly problem: unknown
  readonly again?: () => void
  readonly children?: ComponentChildren
}

/** What went wrong, in plain words, with the id under which the log has it. */
export function ProblemNotice({ problem, again, children }: ProblemNoticeProps) {
  const { title, detail, requestId, findings } = ApiProblem.from(problem)
  return (
    <Notice
      tone="bad"
      title={title}
      actions={again !== undefined && <Button onClick={again}>Try again</Button>}
    >
      {findings.length > 0 ? <LintFindings findings={findings} empty="" /> : <p>{detail}</p>}
      {children}
      {requestId !== undefined && (
        <p class="small">
          If you ask for help, give this request id: <code>{requestId}</code>
        </p>
      )}
    </Notice>
  )
}
