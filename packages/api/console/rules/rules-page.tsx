import { useEffect, useState } from 'preact/hooks'
import type { Page as ItemPage, Rule } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { usePages } from '../api/use-pages.ts'
import { useResource } from '../api/use-resource.ts'
import { count } from '../parts/count.ts'
import { DataTable } from '../parts/data-table.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SelectField, TextField } from '../parts/field.tsx'
import { MorePages } from '../parts/more-pages.tsx'
import { Panel } from '../parts/panel.tsx'
import { Page } from '../shell/page.tsx'
import { address, setQuery, usePlace } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { ruleKind, ruleKinds } from './rule-kinds.ts'
import { RuleTabs } from './rule-tabs.tsx'
import { SentenceLink } from './sentence-link.tsx'
import { useFieldNames } from './use-field-names.ts'

/** Which rules are there? Found by words, kind and field. */
export function RulesPage() {
  const { query } = usePlace()
  const chosen: Chosen = {
    q: query.get('q') ?? undefined,
    collection: query.get('collection') ?? undefined,
    field: query.get('field') ?? undefined,
  }
  const rules = usePages(`rules ${JSON.stringify(chosen)}`, (cursor, signal) =>
    request<ItemPage<Rule>>('/rules', { query: { ...chosen, cursor }, signal }),
  )
  const sizes = useResource('rule collections', (signal) =>
    request<{ items: { collection: string; rules: number }[] }>('/rules/collections', { signal }),
  )
  const total = sizes.data?.items.reduce((sum, one) => sum + one.rules, 0)
  const mayEdit = useMay('editor')
  return (
    <Page
      title="Rules"
      about={
        total === undefined
          ? 'What the washing machine does to a value.'
          : `${count(total)} rules say what the washing machine does to a value.`
      }
      actions={mayEdit && <NewRule />}
    >
      <RuleTabs here="/rules" />
      <Panel title="Find a rule" flush>
        <Filters chosen={chosen} />
        <MorePages
          of={rules}
          empty={<EmptyState title="No rule like this">Try fewer letters, or another kind.</EmptyState>}
        >
          {(rows) => <RuleTable rules={rows} />}
        </MorePages>
      </Panel>
    </Page>
  )
}

function NewRule() {
  return (
    <a class="button button-main" href={address('/rules/new')}>
      New rule
    </a>
  )
}

interface Chosen {
  readonly q: string | undefined
  readonly collection: string | undefined
  readonly field: string | undefined
}

function Filters({ chosen }: { chosen: Chosen }) {
  const fields = useFieldNames()
  return (
    <div class="panel-filters">
      <Search value={chosen.q ?? ''} />
      <SelectField
        label="Kind"
        value={chosen.collection ?? ''}
        onValue={(collection) => setQuery({ collection })}
        options={[
          ['', 'Every kind'],
          ...ruleKinds.map(({ collection, name, about }) => [collection, `${name} ${about}`] as const),
        ]}
      />
      <SelectField
        label="Field"
        value={chosen.field ?? ''}
        onValue={(field) => setQuery({ field })}
        options={[['', 'Every field'], ...fields.map((field) => [field, field] as const)]}
      />
    </div>
  )
}

const pauseMs = 200

/** The search asks once the typing pauses, so that each letter is not a request. */
function Search({ value }: { value: string }) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => setQuery({ q: typed }), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, value])
  return (
    <TextField
      label="Contains"
      type="search"
      placeholder="a value, pattern or result"
      value={typed}
      onValue={setTyped}
    />
  )
}

function RuleTable({ rules }: { rules: readonly Rule[] }) {
  return (
    <DataTable
      caption="Rules"
      rows={rules}
      keyOf={({ collection, id }) => `${collection}/${id}`}
      columns={[
        {
          title: 'Rule',
          heads: true,
          wide: true,
          cell: ({ collection, id, document }) => (
            <SentenceLink collection={collection} id={id} document={document} />
          ),
        },
        {
          title: 'Kind',
          cell: ({ collection }) => <span class="nowrap">{ruleKind(collection)?.name ?? collection}</span>,
        },
      ]}
    />
  )
}
