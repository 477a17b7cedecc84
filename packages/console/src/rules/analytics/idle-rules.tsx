import type { IdleRules } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { count } from '../../parts/values/count.ts'
import { SentenceLink } from '../sentence/sentence-link.tsx'

const mostShown = 100

/** Rules that changed nothing in the time that is kept: candidates to be taken out. */
export function IdleRulesTable() {
  const idle = useResource('idle rules', (signal) =>
    request<IdleRules>('/analytics/idle', { query: { limit: mostShown }, signal }),
  )
  return (
    <Loaded of={idle}>
      {({ since, total, rules }) =>
        since === null || total === 0 ? (
          <EmptyState title={since === null ? 'No hits are known yet' : 'Every rule has hit'} />
        ) : (
          <>
            <DataTable
              caption="Rules that never hit"
              rows={rules}
              keyOf={({ collection, id }) => `${collection} ${id}`}
              columns={[
                {
                  title: 'Rule',
                  heads: true,
                  wide: true,
                  cell: (rule) => <SentenceLink {...rule} />,
                },
              ]}
            />
            {total > rules.length && (
              <p class="more-pages quiet">
                The first {count(rules.length)} of {count(total)} are shown.
              </p>
            )}
          </>
        )
      }
    </Loaded>
  )
}
