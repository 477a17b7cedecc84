import { useState } from 'preact/hooks'
import type { Rule, RuleChanged, RuleDocument } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Button } from '../../parts/controls/button.tsx'
import { Confirm } from '../../parts/controls/confirm.tsx'
import { address, goFromHere } from '../../shell/router.ts'
import { useSession } from '../../shell/session.ts'
import { AcceptFailedExamples } from '../examples/accept-failed-examples.tsx'
import type { RuleKind } from '../rule-kinds.ts'
import { RuleSentence } from '../sentence/rule-sentence.tsx'
import { announceVersion } from '../versions/announce-version.ts'
import { VersionNote } from '../versions/version-note.tsx'

interface Props {
  readonly kind: RuleKind
  readonly rule: Rule | undefined
  readonly document: RuleDocument
  readonly disabled: boolean
  readonly onPublished: (() => void) | undefined
  /** Somebody else has changed the rule. */
  readonly onConflict: (() => void) | undefined
}

/** Publishes one rule without a preview, as a version of its own; asks first, for a note. */
export function PublishNow({ kind, rule, document, disabled, onPublished, onConflict }: Props) {
  const [asking, setAsking] = useState(false)
  const { secondPerson } = useSession()
  const [note, setNote] = useState('')
  const [accept, setAccept] = useState(false)
  const publish = useAction(async () => {
    const goOn = goFromHere()
    const path = `/rules/${kind.collection}${rule === undefined ? '' : `/${encodeURIComponent(rule.id)}`}`
    const published = await request<RuleChanged>(path, {
      method: rule === undefined ? 'POST' : 'PUT',
      body: { document, ...(note !== '' && { note }), ...(accept && { acceptFailedExamples: true }) },
      ifMatch: rule?.etag,
    })
    announceVersion(published.version)
    setAsking(false)
    if (rule === undefined)
      goOn(address(`/rules/${kind.collection}/${encodeURIComponent(published.rule.id)}`), { replace: true })
    else onPublished?.()
  })
  if (secondPerson) return null
  return (
    <>
      <Button kind="bare" disabled={disabled} onClick={() => setAsking(true)}>
        Publish without preview …
      </Button>
      {asking && (
        <Confirm
          title={rule === undefined ? 'Publish this new rule now?' : 'Publish this changed rule now?'}
          no="Not yet"
          yes="Publish"
          action={publish}
          disabled={publish.problem?.status === 412}
          onLeave={() => {
            setAsking(false)
            if (publish.problem?.status === 412) onConflict?.()
          }}
        >
          <p>
            <RuleSentence collection={kind.collection} document={document} />
          </p>
          <p>The next contacts are washed by it. Earlier versions stay, and you can go back to them.</p>
          <VersionNote value={note} onValue={setNote} />
          <AcceptFailedExamples problem={publish.problem} value={accept} onValue={setAccept} />
        </Confirm>
      )}
    </>
  )
}
