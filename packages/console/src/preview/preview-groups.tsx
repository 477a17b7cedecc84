import { useState } from 'preact/hooks'
import type { Effect } from '../api/answers.ts'
import { DataTable } from '../parts/layout/data-table.tsx'
import { Badge } from '../parts/messages/badge.tsx'
import { counted } from '../parts/values/count.ts'
import { Value, ValueChange } from '../parts/values/value-change.tsx'
import { LinkedRuleSentence } from '../rules/sentence/linked-rule-sentence.tsx'

type Group = Effect['groups'][number]

/** The effect by rule and field; each opens to samples, the first is open. */
export function PreviewGroups({ groups }: { groups: readonly Group[] }) {
  return (
    <div>
      {groups.map((group, at) => (
        <GroupDetails
          key={`${group.effect} ${group.ruleType} ${group.ruleId} ${group.field}`}
          group={group}
          opened={at === 0}
        />
      ))}
    </div>
  )
}

/** What is inside is made when it is opened: there may be hundreds. */
function GroupDetails({ group, opened }: { group: Group; opened: boolean }) {
  const [open, setOpen] = useState(opened)
  return (
    <details class="preview-group" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{group.field}</strong>
        <span>
          <Badge tone={group.effect === 'new' ? 'good' : 'warn'}>
            {group.effect === 'new' ? 'done from now on' : 'not done any more'}
          </Badge>
        </span>
        <span>{counted(group.contacts, 'contact')}</span>
      </summary>
      {open && <Samples group={group} />}
    </details>
  )
}

function Samples({ group }: { group: Group }) {
  return (
    <div class="preview-samples">
      <p class="small preview-by">
        by <LinkedRuleSentence rule={group} />
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
  )
}
