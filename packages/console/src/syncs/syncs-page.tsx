import type { Page as ItemPage, Sync } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { usePages } from '../api/use-pages.ts'
import { refreshMs } from '../api/use-resource.ts'
import { SelectField } from '../parts/controls/field.tsx'
import { type Column, DataTable } from '../parts/layout/data-table.tsx'
import { MorePages } from '../parts/layout/more-pages.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Badge, type Tone } from '../parts/messages/badge.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { count } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { address, setQuery, usePlace } from '../shell/router.ts'

const filters = [
  ['stage', 'Stage', ['get-contacts', 'update-indicators', 'post-contacts', 'refresh-indicators']],
  ['kind', 'Kind', ['export', 'import', 'action']],
  ['state', 'State', ['planned', 'started', 'ended', 'abandoned']],
] as const

/** What was exchanged with Eloqua, and how did it end? */
export function SyncsPage() {
  const { query } = usePlace()
  const chosen = Object.fromEntries(filters.map(([name]) => [name, query.get(name) ?? undefined]))
  const syncs = usePages(
    `syncs ${JSON.stringify(chosen)}`,
    (cursor, signal) => request<ItemPage<Sync>>('/syncs', { query: { ...chosen, cursor }, signal }),
    { refreshMs },
  )
  return (
    <Page
      title="Syncs"
      about="Every exchange with Eloqua, written down before it starts and followed to its end."
    >
      <Panel title="Newest first" flush>
        <div class="panel-filters">
          {filters.map(([name, label, values]) => (
            <SelectField
              key={name}
              label={label}
              value={chosen[name] ?? ''}
              onValue={(value) => setQuery({ [name]: value })}
              options={[['', 'All'], ...values.map((value) => [value, value] as const)]}
            />
          ))}
        </div>
        <MorePages of={syncs} empty={<EmptyState title="No sync like this" />}>
          {(rows) => <DataTable caption="Syncs" rows={rows} keyOf={(sync) => sync.id} columns={columns} />}
        </MorePages>
      </Panel>
    </Page>
  )
}

const columns: readonly Column<Sync>[] = [
  {
    title: 'Planned',
    heads: true,
    cell: (sync) => (
      <a href={address(`/syncs/${sync.id}`)}>
        <Time at={sync.plannedAt} />
      </a>
    ),
  },
  { title: 'Stage', cell: (sync) => sync.stage },
  { title: 'Kind', cell: (sync) => sync.kind },
  { title: 'State', cell: (sync) => <SyncState sync={sync} /> },
  { title: 'Eloqua says', wide: true, cell: (sync) => sync.status ?? sync.reason ?? '' },
  { title: 'In Eloqua', cell: (sync) => sync.syncUri !== null && <code>{sync.syncUri}</code> },
  { title: 'Records', number: true, cell: (sync) => records(sync) },
]

/** Where a sync stands, in a word. */
export function SyncState({ sync }: { sync: Pick<Sync, 'state' | 'status'> }) {
  const tones: Readonly<Record<string, Tone>> = { planned: 'quiet', started: 'accent', abandoned: 'bad' }
  const ended: Tone = sync.status === 'success' ? 'good' : sync.status === 'warning' ? 'warn' : 'bad'
  return <Badge tone={sync.state === 'ended' ? ended : (tones[sync.state] ?? 'quiet')}>{sync.state}</Badge>
}

function records({ counts }: Sync): string {
  const numbers = Object.values(counts ?? {})
  return numbers.length === 0 ? '' : count(Math.max(...numbers))
}
