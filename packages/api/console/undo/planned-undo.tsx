import { useState } from 'preact/hooks'
import type { UndoPlan, UndoRequest, UndoRun } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { counted } from '../parts/count.ts'
import { TextField } from '../parts/field.tsx'
import { Panel } from '../parts/panel.tsx'
import { address, go } from '../shell/router.ts'
import { UndoPlanView } from './undo-plan-view.tsx'

/** What an undo would revert, and the button that does it. */
export function PlannedUndo({ selection, plan }: { selection: UndoRequest; plan: UndoPlan }) {
  const [asking, setAsking] = useState(false)
  return (
    <Panel
      title={plan.values === 0 ? 'Nothing to revert' : `Would revert ${planned(plan)}`}
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
      {asking && <ExecuteUndo selection={selection} plan={plan} onLeave={() => setAsking(false)} />}
    </Panel>
  )
}

interface ExecuteProps {
  readonly selection: UndoRequest
  readonly plan: UndoPlan
  readonly onLeave: () => void
}

function ExecuteUndo({ selection, plan, onLeave }: ExecuteProps) {
  const [note, setNote] = useState('')
  const execute = useAction(async () => {
    const run = await request<UndoRun>('/undos', {
      method: 'POST',
      body: { ...selection, ...(note !== '' && { note }) },
    })
    go(address(`/undo/${run.id}`))
  })
  return (
    <Confirm
      title={`Revert ${planned(plan)}?`}
      no="Not yet"
      yes={`Revert ${counted(plan.values, 'value')}`}
      kind="danger"
      action={execute}
      onLeave={onLeave}
    >
      <p>
        They are imported into Eloqua. What changed there in the meantime is left alone. This undo can itself
        be undone.
      </p>
      <TextField label="Note (optional)" value={note} onValue={setNote} />
    </Confirm>
  )
}

function planned({ values, contacts }: UndoPlan): string {
  return `${counted(values, 'value')} of ${counted(contacts, 'contact')}`
}
