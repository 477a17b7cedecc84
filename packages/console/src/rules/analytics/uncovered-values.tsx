import type { Uncovered } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { count, counted } from '../../parts/values/count.ts'
import { Value } from '../../parts/values/value-change.tsx'
import { address } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import { RuleSentence } from '../sentence/rule-sentence.tsx'

type FieldValues = Uncovered['fields'][number]

interface SuggestedProps {
  readonly field: string
  readonly of: FieldValues['values'][number]
  readonly mayEdit: boolean
}

const valuesOfAField = 15

/** Values that no rule knows, field by field, each with a rule where one can be guessed, and else what it is nearest to. */
export function UncoveredValuesTables() {
  const uncovered = useResource('uncovered values', (signal) =>
    request<Uncovered>('/analytics/uncovered', { query: { limit: valuesOfAField }, signal }),
  )
  return (
    <Loaded of={uncovered}>
      {({ looked, fields }) =>
        fields.length === 0 ? (
          <EmptyState title={looked === 0 ? 'There was no contact to look at' : 'Every value is covered'}>
            Looked at {counted(looked, 'contact')}.
          </EmptyState>
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
          title: 'Could become',
          wide: true,
          cell: (one) => <Suggested field={field} of={one} mayEdit={mayEdit} />,
        },
        { title: 'Contacts', number: true, cell: ({ contacts }) => count(contacts) },
      ]}
    />
  )
}

const because = {
  similar: 'It differs by a letter or two from a value that a rule knows.',
  contains: 'It contains a value that a rule knows.',
}

function Suggested({ field, of: { value, suggestion, neighbors }, mayEdit }: SuggestedProps) {
  if (suggestion !== null) {
    const { collection, document, why } = suggestion
    const entries = Object.fromEntries(Object.entries(document).map(([key, text]) => [key, String(text)]))
    return (
      <>
        <RuleSentence collection={collection} document={document} />{' '}
        <span class="quiet small">{because[why]}</span>{' '}
        {mayEdit && <a href={address('/rules/new', { collection, ...entries })}>Make this rule</a>}
      </>
    )
  }
  const ruleTo = (replace?: string) =>
    address('/rules/new', { collection: 'normLookup', fieldName: field, find: findOf(value), replace })
  if (!mayEdit) return <span class="quiet">Nothing that a rule knows is near</span>
  return (
    <span class="small">
      {neighbors.length > 0 && 'Becomes which? '}
      {neighbors.map((one) => (
        <span key={one}>
          <a href={ruleTo(one)}>
            <Value of={one} />
          </a>
          {' · '}
        </span>
      ))}
      <a href={ruleTo()}>{neighbors.length > 0 ? 'another' : 'Write a rule'}</a>
    </span>
  )
}

/** A value as rules compare it. */
function findOf(value: string): string {
  return value.trim().replaceAll(/\s+/g, ' ').toUpperCase()
}
