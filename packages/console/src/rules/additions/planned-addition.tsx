import { useState } from 'preact/hooks'
import type { LintFinding, RuleSetDiff } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Button } from '../../parts/controls/button.tsx'
import { Confirm } from '../../parts/controls/confirm.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { RunPreview } from '../../preview/run-preview.tsx'
import { address, goFromHere } from '../../shell/router.ts'
import { useSession } from '../../shell/session.ts'
import { LintFindings, newRulesIn } from '../editor/lint-findings.tsx'
import { AcceptFailedExamples } from '../examples/accept-failed-examples.tsx'
import { announceVersion } from '../versions/announce-version.ts'
import { changesInWords, RuleSetDifference } from '../versions/rule-set-diff.tsx'
import { VersionNote } from '../versions/version-note.tsx'

interface Props {
  readonly plan: {
    readonly etag: string
    readonly diff: RuleSetDiff
    readonly findings: readonly LintFinding[]
  }
  /** It cannot be published as it is. */
  readonly held: boolean
  /** The same, for a preview on contacts. */
  readonly of: object
  readonly publishing: { readonly path: string; readonly body: object }
}

/** What adding rules would change, and the ways on: a preview on contacts, or at once. */
export function PlannedAddition({ plan: { etag, diff, findings }, held, of, publishing }: Props) {
  if (diff.collections.length + diff.configs.length === 0)
    return <EmptyState title="The rules say all of this already" />
  return (
    <>
      {!held && (
        <Panel title="What it does to contacts" about="Nothing is written until it is published">
          <RunPreview of={of}>
            <PublishAtOnce etag={etag} diff={diff} publishing={publishing} />
          </RunPreview>
        </Panel>
      )}
      {findings.length > 0 && (
        <Panel title="Check" about="What they bring that the present rules do not have">
          <LintFindings findings={findings} empty="" newRules={newRulesIn(diff)} />
        </Panel>
      )}
      <RuleSetDifference diff={diff} />
    </>
  )
}

function PublishAtOnce({
  etag,
  diff,
  publishing: { path, body },
}: {
  etag: string
  diff: RuleSetDiff
  publishing: Props['publishing']
}) {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const [accept, setAccept] = useState(false)
  const { secondPerson } = useSession()
  const publish = useAction(async () => {
    const goOn = goFromHere()
    const { version } = await request<{ version: number | null }>(path, {
      method: 'POST',
      body: { ...body, ...(note !== '' && { note }), ...(accept && { acceptFailedExamples: true }) },
      ifMatch: etag,
    })
    announceVersion(version)
    goOn(address(version === null ? '/rules' : `/rules/versions/${version}`))
  })
  if (secondPerson) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>Publish without preview …</Button>
      {asking && (
        <Confirm
          title={`Publish ${changesInWords(diff)}?`}
          no="Not yet"
          yes="Publish"
          action={publish}
          disabled={publish.problem?.status === 412}
          onLeave={() => setAsking(false)}
        >
          <p>The next contacts are washed by them. Earlier versions stay, and you can go back to them.</p>
          <VersionNote value={note} onValue={setNote} />
          <AcceptFailedExamples problem={publish.problem} value={accept} onValue={setAccept} />
        </Confirm>
      )}
    </>
  )
}
