import type { UndoRequest } from '../api/answers.ts'
import { TextField } from '../parts/controls/field.tsx'
import './undo-form.css'

interface Props {
  readonly selection: UndoRequest
  readonly onChange: (selection: UndoRequest) => void
}

const entries = [
  ['rule', 'Rule', 'Its id: on the page of a rule'],
  ['run', 'Run', 'Id of a run of wash-contacts, or of an earlier undo'],
  ['field', 'Field', 'Name of a contact field'],
  ['contact', 'Contact', 'Its e-mail address'],
] as const

const moments = [
  ['since', 'Washed since'],
  ['until', 'Washed until'],
] as const

/** Which washes are meant. */
export function UndoForm({ selection, onChange }: Props) {
  const set = (name: keyof UndoRequest) => (value: string) => {
    const { [name]: _, ...others } = selection
    onChange(value === '' ? others : { ...others, [name]: value })
  }
  return (
    <div class="undo-entries">
      {entries.map(([name, label, hint]) => (
        <TextField
          key={name}
          label={label}
          hint={hint}
          mono
          autocomplete="off"
          value={selection[name] ?? ''}
          onValue={set(name)}
        />
      ))}
      {moments.map(([name, label]) => (
        <TextField
          key={name}
          type="datetime-local"
          label={label}
          value={localInput(selection[name])}
          onValue={(value) => set(name)(value === '' ? '' : new Date(value).toISOString())}
        />
      ))}
    </div>
  )
}

/** A moment as the browser's own control has it: in the reader's zone, to the minute. */
function localInput(iso: string | undefined): string {
  if (iso === undefined) return ''
  const date = new Date(iso)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
