import type { RuleHits } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { count } from '../../parts/values/count.ts'
import { RuleLink } from '../sentence/rule-link.tsx'
import { SentenceLink } from '../sentence/sentence-link.tsx'
import './rule-hits.css'

const mostShown = 100

/** How often each rule hit, in all and day by day. */
export function RuleHitsTable() {
  const hits = useResource('rule hits', (signal) =>
    request<RuleHits>('/analytics/rules', { query: { limit: mostShown }, signal }),
  )
  return (
    <Loaded of={hits}>
      {({ rules }) =>
        rules.length === 0 ? (
          <EmptyState title="No rule has hit in the last 30 days">
            Hits are counted from the first wash on.
          </EmptyState>
        ) : (
          <>
            <DataTable
              caption="Hits by rule"
              rows={rules}
              keyOf={({ ruleType, ruleId }) => `${ruleType} ${ruleId}`}
              columns={[
                {
                  title: 'Rule',
                  heads: true,
                  wide: true,
                  cell: ({ document, ...rule }) =>
                    document === null || rule.ruleId === undefined ? (
                      <RuleLink rule={rule} />
                    ) : (
                      <SentenceLink collection={rule.ruleType} id={rule.ruleId} document={document} />
                    ),
                },
                { title: 'By day', cell: ({ byDay }) => <Sparkline values={byDay} /> },
                { title: 'Hits', number: true, cell: ({ total }) => count(total) },
              ]}
            />
            {rules.length === mostShown && (
              <p class="more-pages quiet">The {count(mostShown)} with the most hits are shown.</p>
            )}
          </>
        )
      }
    </Loaded>
  )
}

function Sparkline({ values }: { values: readonly number[] }) {
  const most = Math.max(1, ...values)
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${values.length * 4} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`At most ${count(most)} a day`}
    >
      {values.map((value, day) => (
        <rect
          key={day}
          x={day * 4}
          y={20 - Math.max(value > 0 ? 1.5 : 0, (value / most) * 20)}
          width={3}
          height={20}
        />
      ))}
    </svg>
  )
}
