import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Marked } from '../values/value-change.tsx'
import './panel.css'

interface Props {
  readonly title: string
  /** One line below the title. */
  readonly about?: ComponentChildren
  readonly actions?: ComponentChildren
  /** Without padding, for tables that reach to the edge. */
  readonly flush?: boolean
  readonly children: ComponentChildren
}

/** A part of a page under a heading of its own. */
export function Panel({ title, about, actions, flush = false, children }: Props) {
  const id = useId()
  return (
    <section class="panel" aria-labelledby={id}>
      <header class="panel-head">
        <div>
          <h2 id={id}>
            <Marked text={title} />
          </h2>
          {about !== undefined && <p class="quiet small">{about}</p>}
        </div>
        {actions !== undefined && <div class="panel-actions">{actions}</div>}
      </header>
      <div class={flush ? 'panel-body-flush' : 'panel-body'}>{children}</div>
    </section>
  )
}
