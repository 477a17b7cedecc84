import { useState } from 'preact/hooks'
import type { Effect, Preview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { Download } from '../parts/controls/download.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { Notice } from '../parts/messages/notice.tsx'
import { counted } from '../parts/values/count.ts'
import { LintFindings, newRulesIn } from '../rules/editor/lint-findings.tsx'
import { RuleSetDifference } from '../rules/versions/rule-set-diff.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { EditAgain } from './edit-again.tsx'
import { PreviewConflicts } from './preview-conflicts.tsx'
import { PreviewGroups } from './preview-groups.tsx'
import { PreviewSettle } from './preview-settle.tsx'
import { PreviewSummary } from './preview-summary.tsx'
import { SecondPerson } from './second-person.tsx'

const pollMs = 700
/** Others may publish it, or throw it away. */
const restMs = 60_000

/** The effect of changed rules: how many contacts, which fields, by which rule, with samples; then published or thrown away. */
export function PreviewPage({ id }: { id: string }) {
  const [running, setRunning] = useState(true)
  const path = `/previews/${encodeURIComponent(id)}`
  const load = async (signal: AbortSignal) => {
    const answer = await request<Preview>(path, { signal })
    setRunning(answer.state === 'running')
    return answer
  }
  const answer = useResource(path, load, { refreshMs: running ? pollMs : restMs })
  return (
    <Page
      title="Preview"
      up={[address('/previews'), 'Previews']}
      about={answer.data?.note || 'Nothing is written until you publish.'}
      actions={!running && answer.data !== undefined && <Actions answer={answer.data} />}
    >
      <Loaded of={answer} rows={8}>
        {(data) => <PreviewResult answer={data} />}
      </Loaded>
    </Page>
  )
}

function Actions({ answer }: { answer: Preview }) {
  const mayEdit = useMay('editor')
  const { id, state, preview } = answer
  return (
    <>
      {state === 'done' && (preview?.changed ?? 0) > 0 && (
        <Download path={`/previews/${encodeURIComponent(id)}/changes.csv`} name={`preview-${id}`} />
      )}
      {mayEdit && <EditAgain answer={answer} />}
      {mayEdit && <PreviewSettle answer={answer} />}
    </>
  )
}

function PreviewResult({ answer }: { answer: Preview }) {
  const { state, progress, diff, preview, problem, version } = answer
  return (
    <>
      {state === 'running' && (
        <p role="status" class="quiet">
          Washing contacts by the changed rules, {counted(progress, 'contact')} so far …
        </p>
      )}
      {state === 'failed' && (
        <Notice tone="bad" title="The preview could not be made">
          <p>{problem}</p>
        </Notice>
      )}
      {version !== null && (
        <Notice
          tone="good"
          title={`Published as version ${version}`}
          actions={
            <a class="button button-plain" href={address(`/rules/versions/${version}`)}>
              See the version
            </a>
          }
        />
      )}
      {state === 'done' && <SecondPerson author={answer.who} />}
      {preview !== null && <PreviewSummary preview={preview} />}
      {diff !== null && <RuleSetDifference diff={diff} />}
      {preview !== null && <PreviewEffect preview={preview} diff={diff} />}
    </>
  )
}

/** Says whether no contact would change, or none was there to be looked at. */
function NoEffect({ contacts }: { contacts: number }) {
  if (contacts === 0)
    return (
      <EmptyState title="There was no contact to look at">
        What these changes do is not known: preview them again on the contacts of more days.
      </EmptyState>
    )
  return (
    <EmptyState title="No contact would change">
      {contacts === 1 ? 'The contact' : `None of the ${counted(contacts, 'contact')}`} looked at holds{' '}
      {contacts === 1 ? 'no' : 'a'} value that these changes touch.
    </EmptyState>
  )
}

function PreviewEffect({ preview, diff }: { preview: Effect; diff: Preview['diff'] }) {
  return (
    <>
      {preview.failed > 0 && (
        <Notice tone="warn" title={`${counted(preview.failed, 'contact')} could not be washed`}>
          <p>They hold something other than text in a field that is washed.</p>
        </Notice>
      )}
      {preview.findings.length > 0 && (
        <Panel title="Check" about="What the changed rules bring that the present ones do not have">
          <LintFindings findings={preview.findings} empty="" newRules={newRulesIn(diff)} />
        </Panel>
      )}
      <PreviewConflicts conflicts={preview.conflicts} />
      <Panel
        title="Effect by rule and field"
        about={`${counted(preview.groups.length, 'group')}, the largest first`}
        flush
      >
        {preview.groups.length === 0 ? (
          <NoEffect contacts={preview.contacts} />
        ) : (
          <PreviewGroups groups={preview.groups} />
        )}
      </Panel>
    </>
  )
}
