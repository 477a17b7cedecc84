import type { Effect } from '../api/answers.ts'
import { Panel } from '../parts/layout/panel.tsx'
import { counted } from '../parts/values/count.ts'
import { RuleLink } from '../rules/sentence/rule-link.tsx'

/** Rules that would work against each other. */
export function PreviewConflicts({ conflicts }: { conflicts: Effect['conflicts'] }) {
  if (conflicts.length === 0) return null
  return (
    <Panel title="Conflicts" about="Rules that would work against each other">
      <ul class="conflicts">
        {conflicts.map((conflict) => (
          <li key={JSON.stringify([conflict.kind, conflict.field, conflict.first, conflict.second])}>
            <b>{conflict.field}</b>: <RuleLink rule={conflict.second} />{' '}
            {conflict.kind === 'undone'
              ? 'reverts what this did:'
              : 'would change again, at the next wash, what this made:'}{' '}
            <RuleLink rule={conflict.first} /> ({counted(conflict.contacts, 'contact')})
          </li>
        ))}
      </ul>
    </Panel>
  )
}
