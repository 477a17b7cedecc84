import type { Page, Run } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { usePages } from '../api/use-pages.ts'
import { refreshMs } from '../api/use-resource.ts'
import { SelectField } from '../parts/controls/field.tsx'
import { type Column, DataTable } from '../parts/layout/data-table.tsx'
import { MorePages } from '../parts/layout/more-pages.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { count } from '../parts/values/count.ts'
import { duration } from '../parts/values/duration.ts'
import { Time } from '../parts/values/time.tsx'
import { address, setQuery, usePlace } from '../shell/router.ts'
import { RunState } from './run-state.tsx'

/** Runs of the stages, newest first; of one stage when asked. */
export function RecentRuns({ stages }: { stages: readonly string[] }) {
  const stage = usePlace().query.get('stage') ?? ''
  const runs = usePages(
    `runs ${stage}`,
    (cursor, signal) => request<Page<Run>>('/runs', { query: { stage, cursor, limit: 15 }, signal }),
    { refreshMs },
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
      <MorePages of={runs} empty={<NoRuns stage={stage} />}>
        {(rows) => <DataTable caption="Runs" rows={rows} keyOf={(run) => run.id} columns={columns} />}
      </MorePages>
    </>
  )
}

function NoRuns({ stage }: { stage: string }) {
  if (stage === '') return <EmptyState title="No run in the last 30 days" />
  return (
    <EmptyState title={`No run of ${stage} in the last 30 days`}>
      <a href={address('/')}>Show the runs of all stages</a>
    </EmptyState>
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
