import type { ComponentChildren } from 'preact'
import type { Action } from '../../api/use-action.ts'
import { ProblemNotice } from '../messages/notice.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  readonly title: string
  /** The button that leaves all as it is. */
  readonly no: string
  /** The button that does it. */
  readonly yes: string
  readonly kind?: 'main' | 'danger'
  readonly action: Pick<Action<[]>, 'busy' | 'problem' | 'run'>
  readonly disabled?: boolean
  readonly onLeave: () => void
  readonly children: ComponentChildren
}

/** Asks before something is done, and says what went wrong with it. While it is being done there is no leaving: it would go on all the same. */
export function Confirm({ title, no, yes, kind = 'main', action, disabled, onLeave, children }: Props) {
  return (
    <Dialog
      title={title}
      onClose={() => action.busy || onLeave()}
      actions={
        <>
          <Button disabled={action.busy} onClick={onLeave}>
            {no}
          </Button>
          <Button kind={kind} busy={action.busy} disabled={disabled} onClick={() => void action.run()}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
      {action.problem !== undefined && <ProblemNotice problem={action.problem} />}
    </Dialog>
  )
}
