import { useState } from 'preact/hooks'
import type { RuleSetDiff, RuleVersion } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { useResource } from '../api/use-resource.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/field.tsx'
import { announce } from '../parts/live-region.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { ProblemNotice } from '../parts/notice.tsx'
import { Time } from '../parts/time.tsx'
import { diffInWords } from './rule-set-diff.tsx'

interface Props {
  readonly to: RuleVersion
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Publishes an earlier version again, as a new one; says first what that changes. */
export function RollBack({ to, onClose, onDone }: Props) {
  const [note, setNote] = useState(`back to version ${to.version}`)
  const ground = useResource(`roll back ${to.version}`, async (signal) => ({
    diff: await request<RuleSetDiff>(`/rule-versions/${to.version}/diff`, { signal }),
    current: await request<RuleVersion>('/rule-versions/current', { signal }),
  }))
  const rollBack = useAction(async () => {
    const { version } = await request<{ version: number | null }>(`/rule-versions/${to.version}/rollback`, {
      method: 'POST',
      body: { note },
      ifMatch: `v${ground.data?.current.version}`,
    })
    announce(version === null ? 'The rules were the same already' : `Published as version ${version}`)
    onDone()
    onClose()
  })
  return (
    <Dialog
      title={`Go back to version ${to.version}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Stay</Button>
          <Button
            kind="main"
            busy={rollBack.busy}
            disabled={ground.data === undefined}
            onClick={() => void rollBack.run()}
          >
            Go back to version {to.version}
          </Button>
        </>
      }
    >
      <p>
        The rules become what they were on <Time at={to.publishedAt} full />. Contacts that were washed since
        then stay as they are.
      </p>
      <Loaded of={ground} rows={1}>
        {({ diff }) => <p>{diffInWords(diff)}</p>}
      </Loaded>
      <TextField label="Note" value={note} onValue={setNote} />
      {rollBack.problem !== undefined && <ProblemNotice problem={rollBack.problem} />}
    </Dialog>
  )
}
