import type { LintFinding } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { RuleLink } from '../sentence/rule-link.tsx'
import { SentenceLink } from '../sentence/sentence-link.tsx'

/** Rules that another one keeps from working, or whose work another one undoes. */
export function ShadowedRulesTable() {
  const shadowed = useResource('shadowed rules', (signal) =>
    request<{ items: LintFinding[] }>('/analytics/shadowed', { signal }),
  )
  return (
    <Loaded of={shadowed}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title="No rule stands in the way of another" />
        ) : (
          <DataTable
            caption="Rules that others keep from working"
            rows={items}
            keyOf={({ code, collection, id }) => `${code} ${collection} ${id}`}
            columns={[
              {
                title: 'Rule',
                heads: true,
                cell: ({ collection, id, rule }) =>
                  rule === undefined ? (
                    <RuleLink rule={{ ruleType: collection, ruleId: id }} />
                  ) : (
                    <SentenceLink collection={collection} id={id} document={rule} />
                  ),
              },
              {
                title: 'In its way',
                wide: true,
                cell: ({ reason, suggestion }) => (
                  <>
                    {reason} <span class="quiet">{suggestion}</span>
                  </>
                ),
              },
            ]}
          />
        )
      }
    </Loaded>
  )
}
