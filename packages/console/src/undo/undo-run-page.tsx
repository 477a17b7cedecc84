import type { UndoRun } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { Facts } from '../parts/layout/facts.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { counted } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { UndoPlanView } from './undo-plan-view.tsx'
import { inWords, UndoState } from './undo-table.tsx'

const refreshMs = 2_000

/** What became of an undo. */
export function UndoRunPage({ id }: { id: string }) {
  const undo = useResource(
    `undo ${id}`,
    (signal) => request<UndoRun>(`/undos/${encodeURIComponent(id)}`, { signal }),
    {
      refreshMs,
    },
  )
  return (
    <Page title="Undo" up={[address('/undo'), 'Undo']} about={undo.data && inWords(undo.data.selection)}>
      <Loaded of={undo}>
        {(data) => (
          <>
            <Panel title="What became of it">
              <Facts facts={factsOf(data)} />
            </Panel>
            <Panel title="What it set out to revert">
              <UndoPlanView plan={data.plan} />
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function factsOf(undo: UndoRun) {
  return [
    ['State', <UndoState key="state" state={undo.state} />],
    ['By', undo.who],
    ['Note', undo.note],
    ['Started', <Time key="started" at={undo.startedAt} full />],
    ['Ended', undo.endedAt === undefined ? undefined : <Time at={undo.endedAt} full />],
    ['Reverted', counted(undo.contacts.done, 'contact')],
    ['Still to come', some(undo.contacts.planned)],
    ['Refused by Eloqua', some(undo.contacts.rejected)],
    [
      'Left alone',
      undo.contacts.dropped > 0
        ? `${counted(undo.contacts.dropped, 'contact')}: under way again, or newer values in Eloqua`
        : undefined,
    ],
  ] as const
}

function some(contacts: number): string | undefined {
  return contacts > 0 ? counted(contacts, 'contact') : undefined
}
