import { TextField } from '../../parts/controls/field.tsx'

/** What the author of a version may say of it. */
export function VersionNote({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  return (
    <TextField
      label="Note (optional)"
      hint="Why, for anyone who reads the versions later"
      value={value}
      onValue={onValue}
    />
  )
}
