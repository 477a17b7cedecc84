import { useState } from 'preact/hooks'
import type { UndoPlan, UndoRequest, UndoRun } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/controls/button.tsx'
import { Confirm } from '../parts/controls/confirm.tsx'
import { Download } from '../parts/controls/download.tsx'
import { TextField } from '../parts/controls/field.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { counted } from '../parts/values/count.ts'
import { address, goFromHere } from '../shell/router.ts'
import { UndoPlanView } from './undo-plan-view.tsx'
import { inWords } from './undo-table.tsx'

interface PlannedProps {
  readonly selection: UndoRequest
  readonly plan: UndoPlan
  /** The plan is another by now. */
  readonly onChanged: () => void
}

/** What an undo would revert, and the button that does it. */
export function PlannedUndo({ selection, plan, onChanged }: PlannedProps) {
  const [asking, setAsking] = useState(false)
  const leave = (isChanged: boolean) => {
    setAsking(false)
    if (isChanged) onChanged()
  }
  return (
    <Panel
      title={plan.values === 0 ? 'Nothing to revert' : `Would revert ${planned(plan)}`}
      about={`Nothing is written yet. Selected: ${inWords(selection)}`}
      actions={
        plan.values > 0 && (
          <>
            <Download path="/undos/plan.csv" name="undo-plan" asking={{ method: 'POST', body: selection }} />
            <Button kind="danger" onClick={() => setAsking(true)}>
              Revert them …
            </Button>
          </>
        )
      }
    >
      {isNothing(plan) ? (
        <EmptyState title="No wash that is kept fits the selection">
          Check the ids, or fill in less: all that is filled in must hold.
        </EmptyState>
      ) : (
        <UndoPlanView plan={plan} />
      )}
      {asking && <ExecuteUndo selection={selection} plan={plan} onLeave={leave} />}
    </Panel>
  )
}

interface ExecuteProps {
  readonly selection: UndoRequest
  readonly plan: UndoPlan
  readonly onLeave: (isChanged: boolean) => void
}

function ExecuteUndo({ selection, plan, onLeave }: ExecuteProps) {
  const [note, setNote] = useState('')
  const execute = useAction(async () => {
    const goOn = goFromHere()
    const run = await request<UndoRun>('/undos', {
      method: 'POST',
      body: { ...selection, plan: plan.id, ...(note !== '' && { note }) },
    })
    goOn(address(`/undo/${run.id}`))
  })
  return (
    <Confirm
      title={`Revert ${planned(plan)}?`}
      no="Not yet"
      yes={`Revert ${counted(plan.values, 'value')}`}
      kind="danger"
      action={execute}
      disabled={execute.problem?.status === 412}
      onLeave={() => onLeave(execute.problem?.status === 412)}
    >
      <p>
        Selected: <strong>{inWords(selection)}</strong>
      </p>
      <p>
        They are imported into Eloqua. What changed there in the meantime is left alone. This undo can itself
        be undone.
      </p>
      <TextField label="Note (optional)" value={note} onValue={setNote} />
    </Confirm>
  )
}

/** Whether nothing was found at all; what was found and is left alone has its reasons. */
function isNothing({ values, skipped }: UndoPlan): boolean {
  return values === 0 && Object.values(skipped).every((left) => left === 0)
}

function planned({ values, contacts }: UndoPlan): string {
  return `${counted(values, 'value')} of ${counted(contacts, 'contact')}`
}
