import type { Effect } from '../api/answers.ts'
import { Badge } from '../parts/badge.tsx'
import { counted } from '../parts/count.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Value, ValueChange } from '../parts/value-change.tsx'
import { RuleTold } from '../rules/rule-told.tsx'

/** The effect by rule and field; each opens to samples. */
export function PreviewGroups({ groups }: { groups: Effect['groups'] }) {
  return (
    <div>
      {groups.map((group, at) => (
        <details
          key={`${group.effect} ${group.ruleType} ${group.ruleId} ${group.field}`}
          class="preview-group"
          open={at === 0}
        >
          <summary>
            <strong>{group.field}</strong>
            <span>
              <Badge tone={group.effect === 'new' ? 'good' : 'warn'}>
                {group.effect === 'new' ? 'done from now on' : 'not done any more'}
              </Badge>
            </span>
            <span>{counted(group.contacts, 'contact')}</span>
          </summary>
          <div class="preview-samples">
            <p class="small preview-by">
              by <RuleTold rule={group} />
            </p>
            <DataTable
              caption={`Samples of ${group.field}`}
              rows={group.samples}
              keyOf={(sample) => `${sample.item} ${String(sample.given)}`}
              columns={[
                { title: 'Exported as', heads: true, cell: ({ given }) => <Value of={given} /> },
                {
                  title: 'Today, and by the changed rules',
                  wide: true,
                  cell: ({ present, changed }) => <ValueChange from={present} to={changed} />,
                },
              ]}
            />
          </div>
        </details>
      ))}
    </div>
  )
}
