import type { ComponentChildren } from 'preact'
import './empty-state.css'

/** What stands where there is nothing to show: what that means, and what to do. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty-state">
      <p class="empty-state-title">{title}</p>
      {children !== undefined && <div class="quiet">{children}</div>}
    </div>
  )
}
