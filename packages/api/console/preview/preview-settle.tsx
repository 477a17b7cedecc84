import { useState } from 'preact/hooks'
import type { Preview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { counted } from '../parts/count.ts'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/field.tsx'
import { announce } from '../parts/live-region.tsx'
import { ProblemNotice } from '../parts/notice.tsx'
import { address, go } from '../shell/router.ts'

/** Publishes what was previewed, or throws it away; asks first. */
export function PreviewSettle({ answer: { id, note, state, preview } }: { answer: Preview }) {
  const [asking, setAsking] = useState<'publish' | 'drop'>()
  const [why, setWhy] = useState(note)
  const path = `/previews/${encodeURIComponent(id)}`
  const publish = useAction(async () => {
    const { version } = await request<{ version: number | null }>(`${path}/publish`, {
      method: 'POST',
      body: why === '' ? {} : { note: why },
    })
    announce(version === null ? 'The rules were the same already' : `Published as version ${version}`)
    go(address(version === null ? '/rules' : `/rules/versions/${version}`))
  })
  const drop = useAction(async () => {
    await request(path, { method: 'DELETE' })
    announce('The preview is thrown away')
    go(address('/previews'))
  })
  const leave = () => setAsking(undefined)
  return (
    <>
      <Button onClick={() => setAsking('drop')}>Throw away</Button>
      {state === 'done' && (
        <Button kind="main" onClick={() => setAsking('publish')}>
          Publish
        </Button>
      )}
      {asking === 'publish' && (
        <Dialog
          title="Publish these rules?"
          onClose={leave}
          actions={
            <>
              <Button onClick={leave}>Not yet</Button>
              <Button kind="main" busy={publish.busy} onClick={() => void publish.run()}>
                Publish
              </Button>
            </>
          }
        >
          <p>
            The next contacts are washed by them. Of those looked at,{' '}
            {counted(preview?.changed ?? 0, 'contact')} would come out otherwise.
          </p>
          <TextField
            label="Note (optional)"
            hint="Why, for whoever reads the versions later"
            value={why}
            onValue={setWhy}
          />
          {publish.problem !== undefined && <ProblemNotice problem={publish.problem} />}
        </Dialog>
      )}
      {asking === 'drop' && (
        <Dialog
          title="Throw this preview away?"
          onClose={leave}
          actions={
            <>
              <Button onClick={leave}>Keep it</Button>
              <Button kind="danger" busy={drop.busy} onClick={() => void drop.run()}>
                Throw away
              </Button>
            </>
          }
        >
          <p>Its changes are lost; the rules stay as they are.</p>
          {drop.problem !== undefined && <ProblemNotice problem={drop.problem} />}
        </Dialog>
      )}
    </>
  )
}
