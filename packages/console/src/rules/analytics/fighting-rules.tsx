import type { Fights } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { count, counted } from '../../parts/values/count.ts'
import { Value } from '../../parts/values/value-change.tsx'
import { RuleLink } from '../sentence/rule-link.tsx'

type Fight = Fights['fights'][number]

/** Fields that one rule changes and another, or somebody outside, changes back. */
export function FightingRulesTable() {
  const fighting = useResource('fighting rules', (signal) => request<Fights>('/analytics/fights', { signal }))
  return (
    <Loaded of={fighting}>
      {({ looked, fights }) =>
        fights.length === 0 ? (
          <EmptyState title={looked === 0 ? 'No contact was washed more than once yet' : 'No rules fight'}>
            {looked === 0
              ? 'Whether rules fight is seen from the second wash of a contact on.'
              : `Looked at ${counted(looked, 'contact')} that were washed more than once.`}
          </EmptyState>
        ) : (
          <DataTable
            caption="Fighting rules"
            rows={fights}
            keyOf={(fight) => JSON.stringify([fight.kind, fight.field, fight.earlier, fight.later])}
            columns={[
              { title: 'Field', heads: true, cell: ({ field }) => field },
              { title: 'Between', wide: true, cell: (fight) => <Parties fight={fight} /> },
              { title: 'Back and forth', cell: ({ samples }) => <Swing sample={samples[0]} /> },
              { title: 'Contacts', number: true, cell: ({ contacts }) => count(contacts) },
            ]}
          />
        )
      }
    </Loaded>
  )
}

function Parties({ fight }: { fight: Fight }) {
  return (
    <>
      <RuleLink rule={fight.earlier} /> and{' '}
      {fight.kind === 'outside' ? 'somebody outside of the rules' : <RuleLink rule={fight.later} />}
    </>
  )
}

function Swing({ sample }: { sample: Fight['samples'][number] | undefined }) {
  if (sample === undefined) return null
  return (
    <>
      <Value of={sample.from} /> ⇄ <Value of={sample.to} />
    </>
  )
}
