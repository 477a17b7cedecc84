import { useId } from 'preact/hooks'
import { TextField } from '../../parts/controls/field.tsx'
import { useFieldNames } from './use-field-names.ts'

interface Props {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}

/** The name of a contact field, with those that the config knows to choose from. */
export function FieldNameField({ label, value, onValue }: Props) {
  const names = useFieldNames()
  const list = useId()
  return (
    <>
      <TextField
        label={label}
        mono
        spellcheck={false}
        autocomplete="off"
        list={list}
        value={value}
        onValue={onValue}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
