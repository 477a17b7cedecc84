import type { StageDay } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { refreshMs, useResource } from '../../api/use-resource.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { count } from '../../parts/values/count.ts'
import { duration } from '../../parts/values/duration.ts'
import { Page } from '../../shell/page.tsx'
import { address } from '../../shell/router.ts'
import { DayBars } from './day-bars.tsx'

const days = 14

/** A stage over days: how long its runs took, how many contacts, how they ended. */
export function StagePage({ stage }: { stage: string }) {
  const path = `/stages/${encodeURIComponent(stage)}/history`
  const history = useResource(
    path,
    (signal) => request<{ items: StageDay[] }>(path, { query: { days }, signal }),
    { refreshMs },
  )
  return (
    <Page
      title={stage}
      up={[address('/'), 'Overview']}
      about={`Its runs of the last ${days} days. Days are those of UTC.`}
      actions={
        <a class="button button-plain" href={address('/', { stage })}>
          Its runs
        </a>
      }
    >
      <Loaded of={history} rows={8}>
        {({ items }) => (
          <>
            <div class="columns">
              <Panel title="Contacts a day">
                <DayBars days={items} amountOf={(day) => day.in} wordOf={(day) => count(day.in)} />
              </Panel>
              <Panel title="Duration" about="Median of the runs that had something to do">
                <DayBars days={items} amountOf={(day) => day.medianMs ?? 0} wordOf={medianOf} />
              </Panel>
            </div>
            <Panel title="Day by day" flush>
              <Days days={items.toReversed()} />
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function medianOf({ medianMs }: StageDay): string {
  return medianMs === null ? '–' : duration(medianMs / 1000)
}

function Days({ days: rows }: { days: readonly StageDay[] }) {
  return (
    <DataTable
      caption="Runs by day"
      rows={rows}
      keyOf={({ day }) => day}
      columns={[
        { title: 'Day', heads: true, cell: ({ day }) => <span class="nowrap">{day}</span> },
        { title: 'Results', wide: true, cell: ({ results }) => inWords(results) },
        { title: 'Median', number: true, cell: medianOf },
        {
          title: 'Longest',
          number: true,
          cell: ({ longestMs }) => (longestMs === null ? '–' : duration(longestMs / 1000)),
        },
        { title: 'In', number: true, cell: (day) => count(day.in) },
        { title: 'Out', number: true, cell: (day) => count(day.out) },
        { title: 'Failed', number: true, cell: (day) => count(day.failed) },
      ]}
    />
  )
}

function inWords(results: StageDay['results']): string {
  const parts = Object.entries(results).map(([result, number]) => `${count(number)} ${result}`)
  return parts.length === 0 ? 'no run' : parts.join(', ')
}
