import type { UndoPlan, UndoRun } from '../api/answers.ts'
import { DataTable } from '../parts/layout/data-table.tsx'
import { Facts } from '../parts/layout/facts.tsx'
import { count, counted } from '../parts/values/count.ts'
import { ValueChange } from '../parts/values/value-change.tsx'

const reasons: Readonly<Record<string, string>> = {
  'under way': 'the contact is in the queues just now',
  'dead letter': 'the contact is a dead letter',
  'written since': 'a later wash or undo wrote the field again',
  'changed since': 'Eloqua holds another value by now',
  'not found': 'Eloqua does not have the contact any more, or it did not change',
  unclear: 'the history does not say the order of the changes',
  'no contact field': 'the field is not ours to import',
}

/** Which fields, what is left alone and why, and samples. */
export function UndoPlanView({ plan }: { plan: UndoRun['plan'] & Partial<UndoPlan> }) {
  const { byField, skipped, samples = [] } = plan
  const left = Object.entries(skipped).filter(([, number]) => number > 0)
  return (
    <div class="undo-form">
      <Facts
        facts={[
          ['By field', byField.map((one) => `${one.field} ${count(one.values)}`).join(', ') || 'none'],
          ...left.map(
            ([reason, number]) =>
              ['Left alone', `${counted(number, 'value')}: ${reasons[reason] ?? reason}`] as const,
          ),
        ]}
      />
      {samples.length > 0 && (
        <DataTable
          caption="Samples of what would be reverted"
          rows={samples}
          keyOf={(sample) => `${sample.item} ${sample.field}`}
          columns={[
            { title: 'Field', heads: true, cell: ({ field }) => field },
            { title: 'Back to', wide: true, cell: ({ from, to }) => <ValueChange from={from} to={to} /> },
            { title: 'Record', cell: ({ item }) => <code class="quiet">{item.slice(0, 8)}</code> },
          ]}
        />
      )}
    </div>
  )
}
