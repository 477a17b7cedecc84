import { useState } from 'preact/hooks'
import type { DeadLetter, DeadLetterGroup, Page as ItemPage } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { type Pages, usePages } from '../api/use-pages.ts'
import { useResource } from '../api/use-resource.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MorePages } from '../parts/more-pages.tsx'
import { Panel } from '../parts/panel.tsx'
import { Time } from '../parts/time.tsx'
import { Page } from '../shell/page.tsx'
import { address, usePlace } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { DeadLetterGroups } from './dead-letter-groups.tsx'
import { SettleBar } from './settle-bar.tsx'

/** Which contacts failed for good, and why; send them back, or discard them. */
export function DeadLettersPage() {
  const { query } = usePlace()
  const chosen = { queue: query.get('queue') ?? undefined, code: query.get('code') ?? undefined }
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const groups = useResource('dead letter groups', (signal) =>
    request<{ items: DeadLetterGroup[] }>('/dead-letters/summary', { signal }),
  )
  const letters = usePages(`dead letters ${JSON.stringify(chosen)}`, (cursor, signal) =>
    request<ItemPage<DeadLetter>>('/dead-letters', { query: { ...chosen, cursor }, signal }),
  )
  const maySettle = useMay('operator')
  const reload = () => {
    setPicked(new Set())
    groups.reload()
    letters.reload()
  }
  return (
    <Page
      title="Dead letters"
      about="Contacts that failed for good. Nothing deletes them by itself: a person sends them back or discards them."
    >
      <Loaded of={groups} rows={3}>
        {({ items }) => (
          <>
            <DeadLetterGroups groups={items} chosen={chosen} />
            {maySettle && items.length > 0 && (
              <SettleBar groups={items} chosen={chosen} picked={picked} onSettled={reload} />
            )}
          </>
        )}
      </Loaded>
      <Panel title="Contacts" flush>
        <Letters of={letters} picked={picked} onPick={maySettle ? setPicked : undefined} />
      </Panel>
    </Page>
  )
}

interface LettersProps {
  readonly of: Pages<DeadLetter>
  readonly picked: ReadonlySet<string>
  /** Picks some; undefined for anyone who may not settle them. */
  readonly onPick: ((picked: ReadonlySet<string>) => void) | undefined
}

function Letters({ of: letters, picked, onPick }: LettersProps) {
  const empty = (
    <EmptyState title="No dead letters">
      Every contact that was exported has gone through, or is on its way.
    </EmptyState>
  )
  return (
    <MorePages of={letters} empty={empty}>
      {(rows) => (
        <DataTable
          caption="Dead letters"
          rows={rows}
          keyOf={(letter) => letter.id}
          columns={onPick === undefined ? columns : [pickColumn(picked, onPick), ...columns]}
        />
      )}
    </MorePages>
  )
}

const columns: readonly Column<DeadLetter>[] = [
  {
    title: 'Contact',
    heads: true,
    cell: ({ key }) => <a href={address(`/contacts/${encodeURIComponent(key)}`)}>{key}</a>,
  },
  {
    title: 'Reason',
    wide: true,
    cell: ({ reason }) =>
      reason === null ? (
        'not said'
      ) : (
        <>
          {reason.message} <code class="quiet">{reason.code}</code>
        </>
      ),
  },
  { title: 'Queue', cell: (letter) => letter.queue },
  { title: 'Attempts', number: true, cell: (letter) => letter.attempts },
  { title: 'Failed', cell: ({ reason, enteredAt }) => <Time at={reason?.at ?? enteredAt} /> },
]

function pickColumn(
  picked: ReadonlySet<string>,
  onPick: (picked: ReadonlySet<string>) => void,
): Column<DeadLetter> {
  return {
    title: 'Pick',
    cell: ({ id, key }) => (
      <input
        type="checkbox"
        class="checkbox"
        aria-label={`Pick ${key}`}
        checked={picked.has(id)}
        onChange={(event) => {
          const next = new Set(picked)
          if (event.currentTarget.checked) next.add(id)
          else next.delete(id)
          onPick(next)
        }}
      />
    ),
  }
}
