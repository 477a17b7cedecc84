import { useState } from 'preact/hooks'
import type { TrialContacts } from '../../api/answers.ts'
import { Button } from '../../parts/controls/button.tsx'
import { Field, SelectField, TextField } from '../../parts/controls/field.tsx'
import { FieldNameField } from '../editor/field-name-field.tsx'
import { pastedRecords } from './pasted-records.ts'

const ways = [
  ['random', '5 contacts at random'],
  ['value', 'one value of a field'],
  ['addresses', 'contacts by address'],
  ['records', 'contacts that I paste'],
] as const

type Way = (typeof ways)[number][0]

const hints: Readonly<Record<Exclude<Way, 'random' | 'value'>, readonly [label: string, hint: string]>> = {
  addresses: ['Addresses', 'One a line, at most 20; they must be known to the queues'],
  records: ['Contacts', 'As a spreadsheet copies them: the first row has the names of the fields'],
}

interface Props {
  readonly busy: boolean
  readonly onTry: (contacts: TrialContacts) => void
}

/** Which contacts are tried: at random, by address, or pasted. */
export function TrialForm({ busy, onTry }: Props) {
  const [way, setWay] = useState<Way>('random')
  const [text, setText] = useState('')
  const [field, setField] = useState('')
  const meant = way === 'value' ? oneValue(field, text) : contactsOf(way, text)
  const fault = typeof meant === 'string' ? meant : undefined
  return (
    <form
      class="trial-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (typeof meant === 'object') onTry(meant)
      }}
    >
      <SelectField label="Try" value={way} onValue={(value) => setWay(value as Way)} options={ways} />
      {way === 'value' && (
        <>
          <FieldNameField label="Field" value={field} onValue={setField} />
          <TextField label="Value" mono autocomplete="off" value={text} onValue={setText} />
        </>
      )}
      {(way === 'addresses' || way === 'records') && (
        <Field label={hints[way][0]} hint={hints[way][1]} fault={text.trim() === '' ? undefined : fault}>
          {(wiring) => (
            <textarea
              {...wiring}
              class="input input-mono"
              rows={5}
              spellcheck={false}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <p>
        <Button kind="main" type="submit" busy={busy} disabled={fault !== undefined}>
          Wash them, step by step
        </Button>
      </p>
    </form>
  )
}

function oneValue(field: string, value: string): TrialContacts | string {
  return field === '' || value === '' ? 'Name a field and a value' : { records: [{ [field]: value }] }
}

/** What is meant; a text says why nothing is yet. */
function contactsOf(way: Exclude<Way, 'value'>, text: string): TrialContacts | string {
  if (way === 'random') return { random: 5 }
  if (way === 'records') {
    const pasted = pastedRecords(text)
    return 'fault' in pasted ? pasted.fault : { records: [...pasted.records] }
  }
  const addresses = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  if (addresses.length === 0) return 'Name at least one'
  return addresses.length > 20 ? 'At most 20 contacts at a time' : { addresses }
}
