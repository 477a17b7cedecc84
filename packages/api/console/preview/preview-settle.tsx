import { useState } from 'preact/hooks'
import type { Preview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { counted } from '../parts/count.ts'
import { announce } from '../parts/live-region.tsx'
import { announceVersion } from '../rules/announce-version.ts'
import { VersionNote } from '../rules/version-note.tsx'
import { address, go } from '../shell/router.ts'

/** Publishes what was previewed, or throws it away; asks first. */
export function PreviewSettle({ answer }: { answer: Preview }) {
  const [asking, setAsking] = useState<'publish' | 'drop'>()
  const leave = () => setAsking(undefined)
  return (
    <>
      <Button onClick={() => setAsking('drop')}>Throw away</Button>
      {answer.state === 'done' && (
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

function PublishPreview({ answer: { id, note, preview }, onLeave }: DialogProps) {
  const [why, setWhy] = useState(note)
  const publish = useAction(async () => {
    const { version } = await request<{ version: number | null }>(`${pathOf(id)}/publish`, {
      method: 'POST',
      body: why === '' ? {} : { note: why },
    })
    announceVersion(version)
    go(address(version === null ? '/rules' : `/rules/versions/${version}`))
  })
  return (
    <Confirm title="Publish these rules?" no="Not yet" yes="Publish" action={publish} onLeave={onLeave}>
      <p>
        The next contacts are washed by them. Of those looked at, {counted(preview?.changed ?? 0, 'contact')}{' '}
        would come out otherwise.
      </p>
      <VersionNote value={why} onValue={setWhy} />
    </Confirm>
  )
}

function DropPreview({ answer: { id }, onLeave }: DialogProps) {
  const drop = useAction(async () => {
    await request(pathOf(id), { method: 'DELETE' })
    announce('The preview is thrown away')
    go(address('/previews'))
  })
  return (
    <Confirm
      title="Throw this preview away?"
      no="Keep it"
      yes="Throw away"
      kind="danger"
      action={drop}
      onLeave={onLeave}
    >
      <p>Its changes are lost; the rules stay as they are.</p>
    </Confirm>
  )
}

function pathOf(id: string): string {
  return `/previews/${encodeURIComponent(id)}`
}
