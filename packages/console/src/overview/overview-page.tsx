import type { Overview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Panel } from '../parts/layout/panel.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { Alerts } from './alerts.tsx'
import { DepthChart } from './depth-chart.tsx'
import { Flow } from './flow.tsx'
import { HeldClaims } from './held-claims.tsx'
import { RecentRuns } from './recent-runs.tsx'
import { SyncUsage } from './sync-usage.tsx'

/** Is all well, where are the contacts, and when will the queues be empty? */
export function OverviewPage() {
  const overview = useResource('overview', (signal) => request<Overview>('/overview', { signal }), {
    refreshMs,
  })
  const counted = overview.data?.queues[0]?.countedAt
  return (
    <Page
      title="Overview"
      about={
        counted === undefined ? (
          'Where the contacts are.'
        ) : (
          <>
            Where the contacts are, counted <Time at={counted} ago />.
          </>
        )
      }
    >
      <Loaded of={overview} rows={10}>
        {(data) => (
          <>
            <Alerts of={overview} />
            <Standing overview={data} />
          </>
        )}
      </Loaded>
      <Panel title="Runs" flush>
        <RecentRuns stages={overview.data?.stages.map(({ stage }) => stage) ?? []} />
      </Panel>
    </Page>
  )
}

/** How the fleet stands. */
function Standing({ overview }: { overview: Overview }) {
  return (
    <>
      <Flow overview={overview} />
      <Panel title="Queue depth" about="Contacts waiting or being worked on, over the last 24 hours">
        <DepthChart samples={overview.depths} />
      </Panel>
      <div class="columns">
        <Panel title="In work now" flush>
          <HeldClaims claims={overview.claims} />
        </Panel>
        <Panel title="Eloqua syncs in the last hour" actions={<a href={address('/syncs')}>All syncs</a>}>
          <SyncUsage usage={overview.syncsLastHour} />
        </Panel>
      </div>
    </>
  )
}
