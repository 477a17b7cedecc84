import type { UndoRequest, UndoRun } from '../api/answers.ts'
import { Badge } from '../parts/badge.tsx'
import { count } from '../parts/count.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Time } from '../parts/time.tsx'
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
