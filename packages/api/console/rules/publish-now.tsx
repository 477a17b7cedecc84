import { useState } from 'preact/hooks'
import type { Rule, RuleChanged, RuleDocument } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { address, go } from '../shell/router.ts'
import { announceVersion } from './announce-version.ts'
import type { RuleKind } from './rule-kinds.ts'
import { VersionNote } from './version-note.tsx'

interface Props {
  readonly kind: RuleKind
  readonly rule: Rule | undefined
  readonly document: RuleDocument
  readonly disabled: boolean
  readonly onPublished: (() => void) | undefined
}

/** Publishes one rule without a preview, as a version of its own; asks first, for a note. */
export function PublishNow({ kind, rule, document, disabled, onPublished }: Props) {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const publish = useAction(async () => {
    const path = `/rules/${kind.collection}${rule === undefined ? '' : `/${encodeURIComponent(rule.id)}`}`
    const published = await request<RuleChanged>(path, {
      method: rule === undefined ? 'POST' : 'PUT',
      body: { document, ...(note !== '' && { note }) },
      ifMatch: rule?.etag,
    })
    announceVersion(published.version)
    setAsking(false)
    if (rule === undefined)
      go(address(`/rules/${kind.collection}/${encodeURIComponent(published.rule.id)}`), { replace: true })
    else onPublished?.()
  })
  return (
    <>
      <Button kind="bare" disabled={disabled} onClick={() => setAsking(true)}>
        Publish without preview …
      </Button>
      {asking && (
        <Confirm
          title="Publish this rule now?"
          no="Not yet"
          yes="Publish"
          action={publish}
          onLeave={() => setAsking(false)}
        >
          <p>The next contacts are washed by it. Earlier versions stay, and you can go back to them.</p>
          <VersionNote value={note} onValue={setNote} />
        </Confirm>
      )}
    </>
  )
}
