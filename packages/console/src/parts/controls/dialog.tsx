import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Marked } from '../values/value-change.tsx'
import './dialog.css'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ComponentChildren
  readonly actions: ComponentChildren
}

/** A question that has to be answered first. The browser keeps the focus inside and gives it back afterwards; Escape closes it. */
export function Dialog({ title, onClose, children, actions }: Props) {
  const id = useId()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const asked = document.activeElement
    box.current?.showModal()
    return () => {
      if (asked instanceof HTMLElement && asked.isConnected) asked.focus()
    }
  }, [])
  return (
    <dialog
      ref={box}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // a browser closes it at a second Escape, asked or not
      onClose={({ currentTarget }) => currentTarget.showModal()}
    >
      <h2 id={id}>
        <Marked text={title} />
      </h2>
      <div class="dialog-body">{children}</div>
      <div class="dialog-actions">{actions}</div>
    </dialog>
  )
}
