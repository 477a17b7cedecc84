import type { ComponentChildren } from 'preact'
import { Marked } from '../values/value-change.tsx'
import './empty-state.css'

/** What stands where there is nothing to show: what that means, and what to do. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty-state">
      <p class="empty-state-title">
        <Marked text={title} />
      </p>
      {children !== undefined && <div class="quiet">{children}</div>}
    </div>
  )
}
