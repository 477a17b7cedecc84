import { useState } from 'preact/hooks'
import type { UndoPlan, UndoRequest, UndoRun } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { counted } from '../parts/count.ts'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/field.tsx'
import { ProblemNotice } from '../parts/notice.tsx'
import { Panel } from '../parts/panel.tsx'
import { address, go } from '../shell/router.ts'
import { UndoPlanView } from './undo-plan-view.tsx'

/** What an undo would put back, and the button that does it. */
export function PlannedUndo({ selection, plan }: { selection: UndoRequest; plan: UndoPlan }) {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const execute = useAction(async () => {
    const run = await request<UndoRun>('/undos', {
      method: 'POST',
      body: { ...selection, ...(note !== '' && { note }) },
    })
    go(address(`/undo/${run.id}`))
  })
  const what = `${counted(plan.values, 'value')} of ${counted(plan.contacts, 'contact')}`
  return (
    <Panel
      title={plan.values === 0 ? 'Nothing to put back' : `Would put back ${what}`}
      about="Nothing is written yet"
      actions={
        plan.values > 0 && (
          <Button kind="danger" onClick={() => setAsking(true)}>
            Put them back …
          </Button>
        )
      }
    >
      <UndoPlanView plan={plan} />
      {asking && (
        <Dialog
          title={`Put back ${what}?`}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>Not yet</Button>
              <Button kind="danger" busy={execute.busy} onClick={() => void execute.run()}>
                Put back {counted(plan.values, 'value')}
              </Button>
            </>
          }
        >
          <p>
            They are imported into Eloqua. What changed there in the meantime is left alone. This undo can
            itself be undone.
          </p>
          <TextField label="Note (optional)" value={note} onValue={setNote} />
          {execute.problem !== undefined && <ProblemNotice problem={execute.problem} />}
        </Dialog>
      )}
    </Panel>
  )
}
