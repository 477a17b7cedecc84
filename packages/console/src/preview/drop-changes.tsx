import { useState } from 'preact/hooks'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/controls/button.tsx'
import { Confirm } from '../parts/controls/confirm.tsx'
import { announce } from '../parts/messages/live-region.tsx'
import { counted } from '../parts/values/count.ts'
import { RuleSentence } from '../rules/sentence/rule-sentence.tsx'
import type { RuleChange } from './change-set.ts'

interface Props {
  readonly changes: readonly RuleChange[]
  readonly onDrop: () => void
  readonly label: string
  /** The button's name for screen readers, where its label says too little. */
  readonly name?: string
}

/** Gives up changes that wait; names them first, since they are nowhere else. */
export function DropChanges({ changes, onDrop, label, name }: Props) {
  const [asking, setAsking] = useState(false)
  const what = counted(changes.length, 'change waiting', 'changes waiting')
  const drop = useAction(async () => {
    onDrop()
    announce(`${what}: dropped`)
    setAsking(false)
  })
  return (
    <>
      <Button kind="bare" aria-label={name} onClick={() => setAsking(true)}>
        {label}
      </Button>
      {asking && (
        <Confirm
          title={`Drop ${what}?`}
          no="Keep"
          yes={`Drop ${counted(changes.length, 'change')}`}
          kind="danger"
          action={drop}
          onLeave={() => setAsking(false)}
        >
          <ul>
            {changes.map(({ do: what, collection, id, document, before }, at) => (
              <li key={id ?? at}>
                {what === 'create' ? 'New: ' : what === 'delete' ? 'Taken out: ' : 'Changed to: '}
                <RuleSentence collection={collection} document={document ?? before ?? {}} />
              </li>
            ))}
          </ul>
          <p>They are kept nowhere else. The published rules stay as they are.</p>
        </Confirm>
      )}
    </>
  )
}
