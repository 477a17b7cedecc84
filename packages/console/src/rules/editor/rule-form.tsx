import type { RuleDocument } from '../../api/answers.ts'
import { TextField } from '../../parts/controls/field.tsx'
import type { RuleEntry, RuleKind } from '../rule-kinds.ts'
import { FieldNameField } from './field-name-field.tsx'
import { ValuePairs } from './value-pairs.tsx'
import './rule-form.css'

interface Props {
  readonly kind: RuleKind
  readonly document: RuleDocument
  readonly onChange: (document: RuleDocument) => void
  readonly readOnly: boolean
}

/** The entries of a rule, each under its label. */
export function RuleForm({ kind, document, onChange, readOnly }: Props) {
  const set = (key: string) => (value: unknown) => onChange({ ...document, [key]: value })
  return (
    <fieldset class="rule-form" disabled={readOnly}>
      <legend class="visually-hidden">
        {kind.name} {kind.about}
      </legend>
      {kind.entries.map((entry) => (
        <Entry key={entry.key} entry={entry} value={document[entry.key]} onValue={set(entry.key)} />
      ))}
    </fieldset>
  )
}

function Entry({
  entry,
  value,
  onValue,
}: {
  entry: RuleEntry
  value: unknown
  onValue: (value: unknown) => void
}) {
  if (entry.form === 'values')
    return <ValuePairs label={entry.label} hint={entry.hint} value={value} onValue={onValue} />
  const text =
    typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)
  if (entry.form === 'field') return <FieldNameField label={entry.label} value={text} onValue={onValue} />
  return (
    <TextField
      label={entry.optional === true ? `${entry.label} (optional)` : entry.label}
      hint={entry.hint}
      mono
      spellcheck={false}
      autocomplete="off"
      value={text}
      onValue={onValue}
    />
  )
}
