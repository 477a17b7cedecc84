import { useState } from 'preact/hooks'
import type { Trace } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/controls/button.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { ProblemNotice } from '../parts/messages/notice.tsx'
import { TraceView } from '../rules/trial/trace-view.tsx'

/** What the present rules would make of a contact: asked for, as it reads all rules. */
export function DryRun({ email }: { email: string }) {
  const [trace, setTrace] = useState<Trace>()
  const ask = useAction(async () =>
    setTrace(await request<Trace>(`/contacts/${encodeURIComponent(email)}/dry-run`)),
  )
  return (
    <Panel
      title="Dry run by the present rules"
      about="What they would make of it as it was exported. Nothing is written"
      actions={
        <Button busy={ask.busy} onClick={() => void ask.run()}>
          {trace === undefined ? 'Run' : 'Run again'}
        </Button>
      }
    >
      {ask.problem !== undefined && <ProblemNotice problem={ask.problem} />}
      {trace !== undefined && <TraceView trace={trace} />}
    </Panel>
  )
}
