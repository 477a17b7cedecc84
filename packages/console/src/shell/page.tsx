import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Marked } from '../parts/values/value-change.tsx'
import { followScroll } from './place-memory.ts'
import './page.css'

interface Props {
  readonly title: string
  /** What the page answers, in a sentence. */
  readonly about?: ComponentChildren
  readonly actions?: ComponentChildren
  /** The way back to the page above. */
  readonly up?: readonly [address: string, text: string]
  readonly children: ComponentChildren
}

/** A page: its name in the window's title, and the focus on its heading, so that a screen reader says where one is. */
export function Page({ title, about, actions, up, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · dwmops`
  }, [title])
  useEffect(() => {
    if (document.body.dataset['arrived'] === 'true') heading.current?.focus({ preventScroll: true })
    document.body.dataset['arrived'] = 'true'
    return followScroll(() => scrollTo(0, 0))
  }, [])
  return (
    <div class="page">
      <header class="page-head">
        <div>
          {up !== undefined && (
            <p class="page-up">
              <a href={up[0]}>← {up[1]}</a>
            </p>
          )}
          <h1 ref={heading} tabIndex={-1}>
            <Marked text={title} />
          </h1>
          {about !== undefined && <p class="quiet page-about">{about}</p>}
        </div>
        {actions !== undefined && <div class="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
