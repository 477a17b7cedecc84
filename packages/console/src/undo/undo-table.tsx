import type { UndoRequest, UndoRun } from '../api/answers.ts'
import { DataTable } from '../parts/layout/data-table.tsx'
import { Badge } from '../parts/messages/badge.tsx'
import { count } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { address } from '../shell/router.ts'

/** Undos, newest first. */
export function UndoTable({ undos }: { undos: readonly UndoRun[] }) {
  return (
    <DataTable
      caption="Undos"
      rows={undos}
      keyOf={({ id }) => id}
      columns={[
        {
          title: 'Started',
          heads: true,
          cell: ({ id, startedAt }) => (
            <a href={address(`/undo/${id}`)}>
              <Time at={startedAt} />
            </a>
          ),
        },
        { title: 'By', cell: ({ who }) => who },
        { title: 'Of', wide: true, cell: ({ selection }) => inWords(selection) },
        { title: 'State', cell: ({ state }) => <UndoState state={state} /> },
        { title: 'Contacts', number: true, cell: ({ contacts }) => count(contacts.done) },
      ]}
    />
  )
}

/** Where an undo stands, in a word. */
export function UndoState({ state }: { state: UndoRun['state'] }) {
  return <Badge tone={state === 'done' ? 'good' : state === 'running' ? 'accent' : 'warn'}>{state}</Badge>
}

/** What was asked to be undone, in a line. */
export function inWords(selection: UndoRequest): string {
  return Object.entries(selection)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}
