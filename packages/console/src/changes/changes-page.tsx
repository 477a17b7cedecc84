import type { AuditEntry, Page as ItemPage } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { usePages } from '../api/use-pages.ts'
import { refreshMs } from '../api/use-resource.ts'
import { TextField } from '../parts/controls/field.tsx'
import { useSettled } from '../parts/controls/use-settled.ts'
import { type Column, DataTable } from '../parts/layout/data-table.tsx'
import { MorePages } from '../parts/layout/more-pages.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Badge, type Tone } from '../parts/messages/badge.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { setQuery, usePlace } from '../shell/router.ts'
import { actionWords } from './action-words.ts'
import { ChangedThing } from './changed-thing.tsx'

/** Who changed what over the API, when, and how did it end? */
export function ChangesPage() {
  const who = usePlace().query.get('who') ?? ''
  const settled = useSettled(who)
  const entries = usePages(
    `changes ${settled}`,
    (cursor, signal) => request<ItemPage<AuditEntry>>('/audit', { query: { who: settled, cursor }, signal }),
    { refreshMs },
  )
  return (
    <Page
      title="Changes"
      about="Every change is written down before it is made. No contact's data stands here."
    >
      <Panel title="Newest first" flush>
        <div class="panel-filters">
          <TextField
            label="Made by"
            type="search"
            placeholder="the whole name"
            value={who}
            onValue={(value) => setQuery({ who: value })}
          />
        </div>
        <MorePages of={entries} empty={<EmptyState title="No change like this" />}>
          {(rows) => <DataTable caption="Changes" rows={rows} keyOf={({ id }) => id} columns={columns} />}
        </MorePages>
      </Panel>
    </Page>
  )
}

const columns: readonly Column<AuditEntry>[] = [
  { title: 'When', heads: true, cell: ({ at }) => <Time at={at} /> },
  { title: 'Who', cell: (entry) => <Who entry={entry} /> },
  { title: 'Did', cell: ({ action }) => actionWords[action] ?? action },
  { title: 'To', wide: true, cell: ({ facts }) => <ChangedThing facts={facts} /> },
  { title: 'Result', cell: (entry) => <Result entry={entry} /> },
  { title: 'Request', cell: ({ requestId }) => <code>{requestId.slice(0, 8)}</code> },
]

function Who({ entry: { who, role, via } }: { entry: AuditEntry }) {
  return (
    <>
      {who}{' '}
      <span class="quiet small">
        {role}, by {via}
      </span>
    </>
  )
}

function Result({ entry: { result, status } }: { entry: AuditEntry }) {
  const tones: Readonly<Record<AuditEntry['result'], Tone>> = {
    begun: 'accent',
    done: 'good',
    refused: 'quiet',
    failed: 'bad',
  }
  const found = result === 'refused' || result === 'failed' ? `${result} (${status})` : result
  return <Badge tone={tones[result]}>{found}</Badge>
}
