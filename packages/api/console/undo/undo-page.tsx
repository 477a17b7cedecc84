import { useState } from 'preact/hooks'
import type { UndoPlan, UndoRequest, UndoRun } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { useResource } from '../api/use-resource.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { ProblemNotice } from '../parts/notice.tsx'
import { Panel } from '../parts/panel.tsx'
import { Page } from '../shell/page.tsx'
import { placeNow } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { PlannedUndo } from './planned-undo.tsx'
import { UndoForm } from './undo-form.tsx'
import { UndoTable } from './undo-table.tsx'

/** Put former values back: says first which, and only then does it. */
export function UndoPage() {
  const mayUndo = useMay('operator')
  const undos = useResource('undos', (signal) => request<{ items: UndoRun[] }>('/undos', { signal }))
  return (
    <Page
      title="Undo"
      about="Puts former values back into Eloqua, only where a contact still holds the value that the rules wrote."
    >
      {mayUndo && <MakeUndo />}
      <Panel title="Undone so far" flush>
        <Loaded of={undos}>
          {({ items }) =>
            items.length === 0 ? <EmptyState title="Nothing was undone yet" /> : <UndoTable undos={items} />
          }
        </Loaded>
      </Panel>
    </Page>
  )
}

function MakeUndo() {
  const [selection, setSelection] = useState<UndoRequest>(() => Object.fromEntries(placeNow().query))
  const [planned, setPlanned] = useState<{ selection: UndoRequest; plan: UndoPlan }>()
  const plan = useAction(async () => {
    setPlanned(undefined)
    setPlanned({
      selection,
      plan: await request<UndoPlan>('/undos/plan', { method: 'POST', body: selection }),
    })
  })
  const nothing = Object.values(selection).every((value) => value === '')
  return (
    <>
      <Panel title="What is to be undone" about="All that you fill in must hold; leave the rest empty">
        <form
          class="undo-form"
          onSubmit={(event) => {
            event.preventDefault()
            void plan.run()
          }}
        >
          <UndoForm selection={selection} onChange={setSelection} />
          <p>
            <Button kind="main" type="submit" busy={plan.busy} disabled={nothing}>
              Show what would be reverted
            </Button>
          </p>
          {plan.busy && (
            <p role="status" class="quiet">
              Reading the history and asking Eloqua for the present values …
            </p>
          )}
          {plan.problem !== undefined && <ProblemNotice problem={plan.problem} />}
        </form>
      </Panel>
      {planned !== undefined && <PlannedUndo selection={planned.selection} plan={planned.plan} />}
    </>
  )
}
