import { useState } from 'preact/hooks'
import type { UndoPlan, UndoRequest, UndoRun } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Button } from '../parts/controls/button.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { ProblemNotice } from '../parts/messages/notice.tsx'
import { Page } from '../shell/page.tsx'
import { usePlace } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { PlannedUndo } from './planned-undo.tsx'
import { selectionIn } from './selection-in.ts'
import { UndoForm } from './undo-form.tsx'
import { UndoTable } from './undo-table.tsx'

/** Restores former values: says first which, and only then does it. */
export function UndoPage() {
  const { query } = usePlace()
  const mayUndo = useMay('operator')
  const undos = useResource('undos', (signal) => request<{ items: UndoRun[] }>('/undos', { signal }), {
    refreshMs,
  })
  return (
    <Page
      title="Undo"
      about="Restores former values in Eloqua, only where a contact still holds the value that the rules wrote."
    >
      {mayUndo && <MakeUndo key={query.toString()} begun={selectionIn(query)} />}
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

function MakeUndo({ begun }: { begun: UndoRequest }) {
  const [selection, setSelection] = useState(begun)
  const [planned, setPlanned] = useState<{ selection: UndoRequest; plan: UndoPlan }>()
  // a plan counts for what the form said when it was made
  const change = (next: UndoRequest) => {
    setPlanned(undefined)
    setSelection(next)
  }
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
          <UndoForm selection={selection} onChange={change} />
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
      {planned?.selection === selection && (
        <PlannedUndo
          selection={planned.selection}
          plan={planned.plan}
          onChanged={() => setPlanned(undefined)}
        />
      )}
    </>
  )
}
