import { useState } from 'preact/hooks'
import type { Rule, RuleChanged, RuleDocument } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/field.tsx'
import { announce } from '../parts/live-region.tsx'
import { ProblemNotice } from '../parts/notice.tsx'
import { address, go } from '../shell/router.ts'
import type { RuleKind } from './rule-kinds.ts'

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
    announce(`Published as version ${published.version}`)
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
        <Dialog
          title="Publish this rule now?"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>Not yet</Button>
              <Button kind="main" busy={publish.busy} onClick={() => void publish.run()}>
                Publish
              </Button>
            </>
          }
        >
          <p>The next contacts are washed by it. Earlier versions stay, and you can go back to them.</p>
          <TextField
            label="Note (optional)"
            hint="Why, for whoever reads the versions later"
            value={note}
            onValue={setNote}
          />
          {publish.problem !== undefined && <ProblemNotice problem={publish.problem} />}
        </Dialog>
      )}
    </>
  )
}
