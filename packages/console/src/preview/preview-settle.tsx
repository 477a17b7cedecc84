import { useState } from 'preact/hooks'
import type { Preview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/controls/button.tsx'
import { Confirm } from '../parts/controls/confirm.tsx'
import { announce } from '../parts/messages/live-region.tsx'
import { count, counted } from '../parts/values/count.ts'
import { AcceptFailedExamples } from '../rules/examples/accept-failed-examples.tsx'
import { announceVersion } from '../rules/versions/announce-version.ts'
import { changesInWords } from '../rules/versions/rule-set-diff.tsx'
import { VersionNote } from '../rules/versions/version-note.tsx'
import { address, goFromHere } from '../shell/router.ts'
import { useSession } from '../shell/session.ts'

/** Publishes what was previewed, or throws it away; asks first. */
export function PreviewSettle({ answer }: { answer: Preview }) {
  const [asking, setAsking] = useState<'publish' | 'drop'>()
  const leave = () => setAsking(undefined)
  const { who, secondPerson } = useSession()
  return (
    <>
      <Button onClick={() => setAsking('drop')}>Throw away</Button>
      {answer.state === 'done' && !(secondPerson && answer.who === who) && (
        <Button kind="main" onClick={() => setAsking('publish')}>
          Publish
        </Button>
      )}
      {asking === 'publish' && <PublishPreview answer={answer} onLeave={leave} />}
      {asking === 'drop' && <DropPreview answer={answer} onLeave={leave} />}
    </>
  )
}

interface DialogProps {
  readonly answer: Preview
  readonly onLeave: () => void
}

function PublishPreview({ answer: { id, note, preview, diff }, onLeave }: DialogProps) {
  const [why, setWhy] = useState(note)
  const [accept, setAccept] = useState(false)
  const publish = useAction(async () => {
    const goOn = goFromHere()
    const { version } = await request<{ version: number | null }>(`${pathOf(id)}/publish`, {
      method: 'POST',
      body: { note: why, ...(accept && { acceptFailedExamples: true }) },
    })
    announceVersion(version)
    goOn(address(version === null ? '/rules' : `/rules/versions/${version}`))
  })
  return (
    <Confirm
      title={`Publish ${changesInWords(diff)}?`}
      no="Not yet"
      yes="Publish"
      action={publish}
      onLeave={onLeave}
    >
      <p>
        The next contacts are washed by them.{' '}
        {preview !== null && preview.contacts > 0
          ? `Of the ${counted(preview.contacts, 'contact')} looked at, ${count(preview.changed)} would come out otherwise.`
          : 'No contact was looked at: what they do is not known.'}
      </p>
      <VersionNote value={why} onValue={setWhy} />
      <AcceptFailedExamples problem={publish.problem} value={accept} onValue={setAccept} />
    </Confirm>
  )
}

function DropPreview({ answer: { id, state, note, diff }, onLeave }: DialogProps) {
  const drop = useAction(async () => {
    const goOn = goFromHere()
    await request(pathOf(id), { method: 'DELETE', query: { state } })
    announce('The preview is thrown away')
    goOn(address('/previews'))
  })
  return (
    <Confirm
      title={`Throw the preview of ${changesInWords(diff)} away?`}
      no="Keep it"
      yes="Throw away"
      kind="danger"
      action={drop}
      onLeave={onLeave}
    >
      {note !== '' && <p>{note}</p>}
      <p>
        {state === 'published'
          ? 'The rules stay as they were published by it.'
          : 'Its changes are lost; the rules stay as they are.'}
      </p>
    </Confirm>
  )
}

function pathOf(id: string): string {
  return `/previews/${encodeURIComponent(id)}`
}
