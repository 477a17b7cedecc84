import type { Preview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { DataTable } from '../parts/layout/data-table.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { counted } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { ChangeSetPanel } from './change-set-panel.tsx'
import { PreviewState } from './preview-state.tsx'

/** What would changed rules do, before they run? */
export function PreviewsPage() {
  const mayEdit = useMay('editor')
  return (
    <Page
      title="Preview"
      about="Changed rules against real contacts, before they run. Nothing is written until you publish."
    >
      {mayEdit && <ChangeSetPanel />}
      <Panel
        title="Earlier previews"
        about="Kept for 14 days, or until they are published or thrown away"
        flush
      >
        <EarlierPreviews />
      </Panel>
    </Page>
  )
}

function EarlierPreviews() {
  const previews = useResource(
    'previews',
    (signal) => request<{ items: Preview[] }>('/previews', { signal }),
    { refreshMs },
  )
  return (
    <Loaded of={previews}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title="No previews">Change a rule and choose “Preview this change”.</EmptyState>
        ) : (
          <DataTable caption="Previews" rows={items} keyOf={({ id }) => id} columns={columns} />
        )
      }
    </Loaded>
  )
}

const columns = [
  {
    title: 'Made',
    heads: true,
    cell: ({ id, createdAt }: Preview) => (
      <a href={address(`/previews/${id}`)}>
        <Time at={createdAt} />
      </a>
    ),
  },
  { title: 'By', cell: ({ who }: Preview) => who },
  { title: 'Note', wide: true, cell: ({ note }: Preview) => note },
  {
    title: 'Effect',
    cell: ({ preview }: Preview) =>
      preview === null ? '' : `${counted(preview.changed, 'contact')} would change`,
  },
  { title: 'State', cell: (preview: Preview) => <PreviewState preview={preview} /> },
]
