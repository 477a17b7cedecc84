import type { RuleTrial } from '../../api/answers.ts'
import { Panel } from '../../parts/layout/panel.tsx'
import { ValueChange } from '../../parts/values/value-change.tsx'
import { traceDifferences } from './trace-differences.ts'
import { TraceBadge, TraceView } from './trace-view.tsx'

type Contact = RuleTrial['contacts'][number]

/** One contact with every step; first where the changed rules lead elsewhere than the present ones. */
export function TriedContact({ of: { name, present, changed } }: { of: Contact }) {
  const trace = changed ?? present
  return (
    <Panel title={name} actions={<TraceBadge trace={trace} />}>
      {changed !== null && <Differences present={present} changed={changed} />}
      <TraceView trace={trace} />
    </Panel>
  )
}

function Differences({ present, changed }: Pick<Contact, 'present'> & { changed: Contact['present'] }) {
  const differences = traceDifferences(present, changed)
  if (differences.length === 0) return <p class="quiet">It comes out as by the present rules.</p>
  return (
    <section aria-label="What the changes alter">
      <p>By the present rules, and with the changes:</p>
      <ul class="trial-differences">
        {differences.map(({ field, from, to }) => (
          <li key={field}>
            <b>{field}</b> <ValueChange from={from} to={to} />
          </li>
        ))}
      </ul>
    </section>
  )
}
