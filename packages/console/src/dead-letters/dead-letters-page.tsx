import type { ComponentChild } from 'preact'
import { useState } from 'preact/hooks'
import type { DeadLetter, DeadLetterGroup, Page as ItemPage } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useChange } from '../api/use-change.ts'
import { type Pages, usePages } from '../api/use-pages.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Button } from '../parts/controls/button.tsx'
import { Download } from '../parts/controls/download.tsx'
import { SearchField } from '../parts/controls/search-field.tsx'
import { type Column, DataTable } from '../parts/layout/data-table.tsx'
import { MorePages } from '../parts/layout/more-pages.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { count } from '../parts/values/count.ts'
import { LongText } from '../parts/values/long-text.tsx'
import { Time } from '../parts/values/time.tsx'
import { Marked } from '../parts/values/value-change.tsx'
import { Page } from '../shell/page.tsx'
import { address, setQuery, usePlace } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { CorrectLetter } from './correct-letter.tsx'
import { DeadLetterGroups } from './dead-letter-groups.tsx'
import { NoLetters } from './no-letters.tsx'
import { nonePicked, pick, picksUnder } from './selection.ts'
import { SettleBar } from './settle-bar.tsx'
import { WayOut } from './way-out.tsx'

/** Which contacts failed for good, and why; send them back, or discard them. */
export function DeadLettersPage() {
  const { query } = usePlace()
  const chosen = { queue: query.get('queue') ?? undefined, code: query.get('code') ?? undefined }
  const q = query.get('q') ?? undefined
  const filter = { ...chosen, q }
  const [picks, setPicks] = useState(nonePicked)
  const picked = picksUnder(filter, picks)
  const groups = useResource(
    'dead letter groups',
    (signal) => request<{ items: DeadLetterGroup[] }>('/dead-letters/summary', { signal }),
    { refreshMs },
  )
  const letters = usePages(
    `dead letters ${JSON.stringify({ ...chosen, q })}`,
    (cursor, signal) =>
      request<ItemPage<DeadLetter>>('/dead-letters', { query: { ...chosen, q, cursor }, signal }),
    { refreshMs },
  )
  useChange(JSON.stringify(chosen), groups.reload)
  const maySettle = useMay('operator')
  const reload = () => {
    setPicks(nonePicked)
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
            <WayOut groups={items} code={chosen.code} />
            {maySettle && items.length > 0 && (q === undefined || picked.size > 0) && (
              <SettleBar
                key={JSON.stringify(chosen)}
                groups={items}
                chosen={chosen}
                picked={picked}
                onSettled={reload}
              />
            )}
          </>
        )}
      </Loaded>
      <Panel
        title="Contacts"
        actions={
          <Download path="/dead-letters.csv" name="dead-letters" asking={{ query: { ...chosen, q } }} />
        }
        flush
      >
        <div class="panel-filters">
          <SearchField
            label="Contains"
            placeholder="an address, or words of the reason"
            value={q ?? ''}
            onValue={(text) => setQuery({ q: text })}
          />
        </div>
        <Letters
          of={letters}
          empty={<NoLetters groups={groups.data?.items} filter={filter} />}
          settling={
            maySettle
              ? { picked, onPick: (ids) => setPicks(pick(filter, ids)), onSettled: reload }
              : undefined
          }
        />
      </Panel>
    </Page>
  )
}

interface Settling {
  readonly picked: ReadonlySet<string>
  readonly onPick: (picked: ReadonlySet<string>) => void
  readonly onSettled: () => void
}

interface LettersProps {
  readonly of: Pages<DeadLetter>
  /** What is said when there is none. */
  readonly empty: ComponentChild
  /** Undefined for anyone who may not settle them. */
  readonly settling: Settling | undefined
}

function Letters({ of: letters, empty, settling }: LettersProps) {
  const [correcting, setCorrecting] = useState<DeadLetter>()
  return (
    <MorePages of={letters} empty={empty}>
      {(rows) => (
        <>
          {settling !== undefined && <PickShown rows={rows} {...settling} />}
          <DataTable
            caption="Dead letters"
            rows={rows}
            keyOf={(letter) => letter.id}
            columns={
              settling === undefined
                ? columns
                : [pickColumn(settling.picked, settling.onPick), ...columns, correctColumn(setCorrecting)]
            }
          />
          {correcting !== undefined && settling !== undefined && (
            <CorrectLetter
              letter={correcting}
              onLeave={() => setCorrecting(undefined)}
              onDone={() => {
                setCorrecting(undefined)
                settling.onSettled()
              }}
            />
          )}
        </>
      )}
    </MorePages>
  )
}

/** Picks all that is shown, or none. */
function PickShown({ rows, picked, onPick }: Settling & { rows: readonly DeadLetter[] }) {
  const allPicked = rows.every(({ id }) => picked.has(id))
  return (
    <p class="pick-shown">
      <Button kind="bare" onClick={() => onPick(new Set(allPicked ? [] : rows.map(({ id }) => id)))}>
        {allPicked ? 'Pick none' : `Pick the ${count(rows.length)} shown`}
      </Button>
    </p>
  )
}

function correctColumn(onCorrect: (letter: DeadLetter) => void): Column<DeadLetter> {
  return {
    title: 'Correct',
    cell: (letter) => (
      <Button kind="bare" aria-label={`Correct ${letter.key}`} onClick={() => onCorrect(letter)}>
        Correct …
      </Button>
    ),
  }
}

const columns: readonly Column<DeadLetter>[] = [
  {
    title: 'Contact',
    heads: true,
    cell: ({ key }) => (
      <a href={address(`/contacts/${encodeURIComponent(key)}`)}>
        <Marked text={key} />
      </a>
    ),
  },
  {
    title: 'Reason',
    wide: true,
    cell: ({ reason }) =>
      reason === null ? (
        'not said'
      ) : (
        <>
          <LongText text={reason.message} /> <code class="quiet">{reason.code}</code>
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
