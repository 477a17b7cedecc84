import type { Page as ItemPage, Rule } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { usePages } from '../api/use-pages.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Download } from '../parts/controls/download.tsx'
import { SelectField } from '../parts/controls/field.tsx'
import { SearchField } from '../parts/controls/search-field.tsx'
import { DataTable } from '../parts/layout/data-table.tsx'
import { MorePages } from '../parts/layout/more-pages.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { count, counted } from '../parts/values/count.ts'
import { Page } from '../shell/page.tsx'
import { address, setQuery, usePlace } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { useFieldNames } from './editor/use-field-names.ts'
import { ruleKind, ruleKinds } from './rule-kinds.ts'
import { RuleTabs } from './rule-tabs.tsx'
import { SentenceLink } from './sentence/sentence-link.tsx'

/** Which rules are there? Found by words, kind and field. */
export function RulesPage() {
  const { query } = usePlace()
  const chosen: Chosen = {
    q: query.get('q') ?? undefined,
    collection: query.get('collection') ?? undefined,
    field: query.get('field') ?? undefined,
  }
  const rules = usePages(
    `rules ${JSON.stringify(chosen)}`,
    (cursor, signal) => request<ItemPage<Rule>>('/rules', { query: { ...chosen, cursor }, signal }),
    { refreshMs },
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
      <Panel
        title="Find a rule"
        actions={<Download path="/rules.csv" name="rules" asking={{ query: { ...chosen } }} />}
        flush
      >
        <Filters chosen={chosen} />
        <MorePages of={rules} empty={<NoRules chosen={chosen} total={total} />}>
          {(rows) => <RuleTable rules={rows} />}
        </MorePages>
      </Panel>
    </Page>
  )
}

/** Says whether there is no rule at all, or none of what is chosen, and how many lie outside of that. */
function NoRules({ chosen, total }: { chosen: Chosen; total: number | undefined }) {
  if (Object.values(chosen).every((one) => one === undefined || one === ''))
    return <EmptyState title="There are no rules yet" />
  return (
    <EmptyState title="No rule like this">
      Try fewer letters, or{' '}
      <a href={address('/rules')}>
        {total === undefined ? 'show all rules' : `show all ${counted(total, 'rule')}`}
      </a>
      .
    </EmptyState>
  )
}

function NewRule() {
  return (
    <>
      <a class="button button-plain" href={address('/rules/packs')}>
        Add a pack …
      </a>
      <a class="button button-plain" href={address('/rules/sheet')}>
        From a spreadsheet …
      </a>
      <a class="button button-plain" href={address('/rules/replace')}>
        Replace a value …
      </a>
      <a class="button button-main" href={address('/rules/new')}>
        New rule
      </a>
    </>
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
      <SearchField
        label="Contains"
        placeholder="a value, pattern or result"
        value={chosen.q ?? ''}
        onValue={(q) => setQuery({ q })}
      />
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
