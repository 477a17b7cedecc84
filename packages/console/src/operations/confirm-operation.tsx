import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Confirm } from '../parts/controls/confirm.tsx'
import { announce } from '../parts/messages/live-region.tsx'
import { useSession } from '../shell/session.ts'
import { type Operation, wordsOf } from './operation-words.ts'

interface Props {
  readonly operation: Operation
  readonly onLeave: () => void
  readonly onDone: () => void
}

/** Says what an operation will do, and does it. */
export function ConfirmOperation({ operation, onLeave, onDone }: Props) {
  const { environment } = useSession()
  const { title, yes, no, will, done } = wordsOf(operation)
  const run = useAction(async () => {
    await request(`/operations/${operation.do}`, { method: 'POST', body: bodyOf(operation) })
    announce(done)
    onDone()
  })
  const kind = environment === 'prod' && operation.do !== 'resume' ? 'danger' : 'main'
  return (
    <Confirm title={title} no={no} yes={yes} kind={kind} action={run} onLeave={onLeave}>
      <p>{will}</p>
      {environment === 'prod' && (
        <p>
          <strong>This is production.</strong>
        </p>
      )}
    </Confirm>
  )
}

function bodyOf(operation: Operation): object {
  if (operation.do === 'drain') return {}
  return operation.do === 'run' ? { stage: operation.stage } : { stages: [operation.stage] }
}
