import type { Page, Run } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { usePages } from '../api/use-pages.ts'
import { count } from '../parts/count.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { duration } from '../parts/duration.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { SelectField } from '../parts/field.tsx'
import { MorePages } from '../parts/more-pages.tsx'
import { Time } from '../parts/time.tsx'
import { address, setQuery, usePlace } from '../shell/router.ts'
import { RunState } from './run-state.tsx'

/** Runs of the stages, newest first; of one stage when asked. */
export function RecentRuns({ stages }: { stages: readonly string[] }) {
  const stage = usePlace().query.get('stage') ?? ''
  const runs = usePages(`runs ${stage}`, (cursor, signal) =>
    request<Page<Run>>('/runs', { query: { stage, cursor, limit: 15 }, signal }),
  )
  return (
    <>
      <div class="panel-filters">
        <SelectField
          label="Stage"
          value={stage}
          onValue={(value) => setQuery({ stage: value })}
          options={[['', 'All stages'], ...stages.map((name) => [name, name] as const)]}
        />
      </div>
      <MorePages of={runs} empty={<EmptyState title="No run of the last 30 days" />}>
        {(rows) => <DataTable caption="Runs" rows={rows} keyOf={(run) => run.id} columns={columns} />}
      </MorePages>
    </>
  )
}

const columns: readonly Column<Run>[] = [
  {
    title: 'Stage',
    heads: true,
    cell: (run) => <a href={address(`/runs/${run.id}`)}>{run.stage}</a>,
  },
  { title: 'Started', cell: (run) => <Time at={run.startedAt} /> },
  { title: 'Result', wide: true, cell: (run) => <RunState run={run} /> },
  { title: 'In', number: true, cell: (run) => count(run.counts?.['in'] ?? 0) },
  { title: 'Out', number: true, cell: (run) => count(run.counts?.['out'] ?? 0) },
  { title: 'Failed', number: true, cell: (run) => count(run.counts?.['failed'] ?? 0) },
  {
    title: 'Took',
    number: true,
    cell: (run) => (run.durationMs === null ? '' : duration(run.durationMs / 1000)),
  },
]
