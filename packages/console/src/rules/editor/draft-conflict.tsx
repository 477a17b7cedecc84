import type { Rule, RuleDocument } from '../../api/answers.ts'
import { Button } from '../../parts/controls/button.tsx'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { Notice } from '../../parts/messages/notice.tsx'
import { Value } from '../../parts/values/value-change.tsx'
import type { RuleKind } from '../rule-kinds.ts'
import type { Ground } from './stored-draft.ts'

interface Props {
  readonly kind: RuleKind
  readonly ground: Ground
  readonly theirs: Rule
  readonly mine: RuleDocument
  readonly onMine: () => void
  readonly onTheirs: () => void
}

/** Somebody else has changed the rule under a draft: shows theirs beside mine, entry by entry, and loses neither. */
export function DraftConflict({ kind, ground, theirs, mine, onMine, onTheirs }: Props) {
  const rows = kind.entries.map(({ key, label }) => ({
    key,
    label,
    before: ground.document[key],
    theirs: theirs.document[key],
    mine: mine[key],
  }))
  return (
    <Notice
      tone="warn"
      title="Somebody else has changed this rule since you began"
      actions={
        <>
          <Button onClick={onMine}>Go on with mine</Button>
          <Button onClick={onTheirs}>Take theirs</Button>
        </>
      }
    >
      <p>Nothing is lost: what you wrote is in the form. Nothing is published until you have chosen.</p>
      <DataTable
        caption="Theirs beside mine"
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { title: 'Entry', heads: true, cell: ({ label }) => label },
          { title: 'Was', cell: ({ before }) => <Value of={before} /> },
          { title: 'Theirs', cell: (row) => <Value of={row.theirs} /> },
          { title: 'Mine', cell: (row) => <Value of={row.mine} /> },
        ]}
      />
    </Notice>
  )
}
