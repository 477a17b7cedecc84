import { useState } from 'preact/hooks'
import type { RuleSetDiff, RuleVersion } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { Confirm } from '../../parts/controls/confirm.tsx'
import { TextField } from '../../parts/controls/field.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { Time } from '../../parts/values/time.tsx'
import { announceVersion } from './announce-version.ts'
import { diffInWords } from './rule-set-diff.tsx'

interface Props {
  readonly to: RuleVersion
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Publishes an earlier version again, as a new one; says first what that changes. */
export function RollBack({ to, onClose, onDone }: Props) {
  const [note, setNote] = useState(`back to version ${to.version}`)
  const ground = useResource(`roll back ${to.version}`, async (signal) => {
    // the version first: what is published while the difference is read makes the request fail, not the dialog wrong
    const current = await request<RuleVersion>('/rule-versions/current', { signal })
    const diff = await request<RuleSetDiff>(`/rule-versions/${to.version}/diff`, { signal })
    return { current, diff }
  })
  const rollBack = useAction(async () => {
    const { version } = await request<{ version: number | null }>(`/rule-versions/${to.version}/rollback`, {
      method: 'POST',
      body: { note },
      ifMatch: `v${ground.data?.current.version}`,
    })
    announceVersion(version)
    onDone()
    onClose()
  })
  return (
    <Confirm
      title={`Go back to version ${to.version}?`}
      no="Stay"
      yes={`Go back to version ${to.version}`}
      action={rollBack}
      disabled={ground.data === undefined}
      onLeave={onClose}
    >
      <p>
        The rules become what they were on <Time at={to.publishedAt} full />. Contacts that were washed since
        then stay as they are.
      </p>
      <Loaded of={ground} rows={1}>
        {({ diff, current }) => (
          <p>
            The rules are at version {current.version} now. {diffInWords(diff)}
          </p>
        )}
      </Loaded>
      <TextField label="Note" value={note} onValue={setNote} />
    </Confirm>
  )
}
