import type { Uncovered } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { count, counted } from '../../parts/count.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Value } from '../../parts/value-change.tsx'
import { address } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import { RuleSentence } from '../rule-sentence.tsx'

type FieldValues = Uncovered['fields'][number]
type Suggestion = FieldValues['values'][number]['suggestion']

const valuesOfAField = 15

/** Values that no rule knows, field by field, each with the rule that would put it right when one can be guessed. */
export function UncoveredValuesTables() {
  const uncovered = useResource('uncovered values', (signal) =>
    request<Uncovered>('/analytics/uncovered', { query: { limit: valuesOfAField }, signal }),
  )
  return (
    <Loaded of={uncovered}>
      {({ looked, fields }) =>
        fields.length === 0 ? (
          <EmptyState title="Every value is covered">Looked at {counted(looked, 'contact')}.</EmptyState>
        ) : (
          fields.map((one) => (
            <section key={one.field} aria-label={one.field}>
              <h3 class="uncovered-field">{one.field}</h3>
              <ValuesOfField values={one} />
            </section>
          ))
        )
      }
    </Loaded>
  )
}

function ValuesOfField({ values: { field, values } }: { values: FieldValues }) {
  const mayEdit = useMay('editor')
  return (
    <DataTable
      caption={`Values of ${field} that no rule knows`}
      rows={values}
      keyOf={({ value }) => value}
      columns={[
        { title: 'Value', heads: true, cell: ({ value }) => <Value of={value} /> },
        {
          title: 'Suggested rule',
          wide: true,
          cell: ({ suggestion }) => <Suggested suggestion={suggestion} mayEdit={mayEdit} />,
        },
        { title: 'Contacts', number: true, cell: ({ contacts }) => count(contacts) },
      ]}
    />
  )
}

function Suggested({
  suggestion: { collection, document, why },
  mayEdit,
}: {
  suggestion: Suggestion
  mayEdit: boolean
}) {
  const entries = Object.fromEntries(Object.entries(document).map(([key, value]) => [key, String(value)]))
  return (
    <>
      <RuleSentence collection={collection} document={document} /> <span class="quiet small">{why}</span>{' '}
      {mayEdit && <a href={address('/rules/new', { collection, ...entries })}>Make this rule</a>}
    </>
  )
}
