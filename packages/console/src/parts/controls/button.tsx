import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import './button.css'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'main' | 'plain' | 'danger' | 'bare'
  /** While it works it stays focused and cannot be pressed again. */
  readonly busy?: boolean
  readonly children: ComponentChildren
}

/** A button: `main` once a view, `danger` for what cannot be taken back. */
export function Button({ kind = 'plain', busy = false, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      class={`button button-${kind}`}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {busy && <span class="button-busy" aria-hidden="true" />}
    </button>
  )
}
