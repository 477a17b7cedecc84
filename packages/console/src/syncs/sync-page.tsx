import type { Sync } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Facts } from '../parts/layout/facts.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { count } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { SyncState } from './syncs-page.tsx'

/** One exchange with Eloqua, with all that is known of it. */
export function SyncPage({ id }: { id: string }) {
  const sync = useResource(
    `sync ${id}`,
    (signal) => request<Sync>(`/syncs/${encodeURIComponent(id)}`, { signal }),
    { refreshMs },
  )
  return (
    <Page
      title={sync.data === undefined ? 'Sync' : `${sync.data.kind} by ${sync.data.stage}`}
      up={[address('/syncs'), 'Syncs']}
    >
      <Loaded of={sync}>
        {(data) => (
          <Panel title="What became of it">
            <Facts facts={factsOf(data)} />
          </Panel>
        )}
      </Loaded>
    </Page>
  )
}

function factsOf(sync: Sync) {
  const at = (time: string | null) => (time === null ? undefined : <Time at={time} full />)
  const counts = Object.entries(sync.counts ?? {})
  return [
    ['State', <SyncState key="state" sync={sync} />],
    ['Eloqua says', sync.status ?? undefined],
    ['Why', sync.reason ?? undefined],
    ['Counts', counts.map(([name, number]) => `${name} ${count(number)}`).join(', ') || undefined],
    ['Planned', at(sync.plannedAt)],
    ['Started', at(sync.startedAt)],
    ['Ended', at(sync.endedAt)],
    ['Last sign', at(sync.seenAt)],
    ['Definition', <code key="definition">{sync.definitionUri}</code>],
    ['Sync in Eloqua', sync.syncUri === null ? undefined : <code>{sync.syncUri}</code>],
    ['Followed by', sync.owner ?? undefined],
    ['Id', <code key="id">{sync.id}</code>],
  ] as const
}
