import { useState } from 'preact/hooks'
import type { Sheet, SheetPlan } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Panel } from '../../parts/layout/panel.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Notice, ProblemNotice } from '../../parts/messages/notice.tsx'
import { counted } from '../../parts/values/count.ts'
import { Page } from '../../shell/page.tsx'
import { address } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import { PlannedAddition } from './planned-addition.tsx'
import { SheetForm } from './sheet-form.tsx'

/** Rules from a spreadsheet: read, compared with those that are there, then previewed and published. */
export function SheetPage() {
  const mayEdit = useMay('editor')
  return (
    <Page
      title="Rules from a spreadsheet"
      up={[address('/rules'), 'Rules']}
      about="A column of values, and beside it what each becomes. They are added to the rules that are there."
    >
      {mayEdit ? <SheetWork /> : <EmptyState title="This needs the role editor" />}
    </Page>
  )
}

function SheetWork() {
  // what is in the form; a sheet that is checked while it is changed is another one
  const [asked, setAsked] = useState<Sheet>()
  const [found, setFound] = useState<{ readonly sheet: Sheet; readonly plan: SheetPlan }>()
  const check = useAction(async (sheet: Sheet) => {
    setAsked(sheet)
    setFound({ sheet, plan: await request('/rule-set/sheet/plan', { method: 'POST', body: sheet }) })
  })
  return (
    <>
      <Panel title="The sheet">
        <SheetForm
          busy={check.busy}
          onCheck={(sheet) => void check.run(sheet)}
          onChange={() => {
            setAsked(undefined)
            check.forget()
          }}
        />
        {check.problem !== undefined && <ProblemNotice problem={check.problem} />}
      </Panel>
      {found !== undefined && found.sheet === asked && <CheckedSheet {...found} />}
    </>
  )
}

function CheckedSheet({ sheet, plan }: { sheet: Sheet; plan: SheetPlan }) {
  const { rules, duplicates, errors } = plan
  return (
    <>
      <p role="status">{counted(rules, 'rule')} read from the sheet.</p>
      {errors.length > 0 && (
        <Notice tone="bad" title={counted(errors.length, 'line to correct', 'lines to correct')}>
          <Lines lines={errors} />
          <p>Correct the sheet and check it again; nothing of it can be published like this.</p>
        </Notice>
      )}
      {duplicates.length > 0 && (
        <Notice title={counted(duplicates.length, 'line is there twice', 'lines are there twice')}>
          <Lines lines={duplicates} />
        </Notice>
      )}
      <PlannedAddition
        plan={plan}
        held={errors.length > 0}
        of={{ sheet }}
        publishing={{ path: '/rule-set/sheet', body: { sheet } }}
      />
    </>
  )
}

const mostShown = 20

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.slice(0, mostShown).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length > mostShown && <li>and {lines.length - mostShown} more</li>}
    </ul>
  )
}
