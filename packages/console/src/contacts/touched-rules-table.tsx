import type { Timeline } from '../api/answers.ts'
import { DataTable } from '../parts/layout/data-table.tsx'
import { LinkedRuleSentence } from '../rules/sentence/linked-rule-sentence.tsx'
import { touchedRules } from './touched-rules.ts'

/** The rules that changed a contact. */
export function TouchedRulesTable({ washes }: { washes: Timeline['washes'] }) {
  return (
    <DataTable
      caption="Rules that changed it"
      rows={touchedRules(washes)}
      keyOf={({ ruleType, ruleId }) => `${ruleType} ${ruleId ?? ''}`}
      columns={[
        { title: 'Rule', heads: true, wide: true, cell: (rule) => <LinkedRuleSentence rule={rule} /> },
        { title: 'Fields', cell: ({ fields }) => fields.join(', ') },
        { title: 'Washes', number: true, cell: (rule) => rule.washes },
      ]}
    />
  )
}
