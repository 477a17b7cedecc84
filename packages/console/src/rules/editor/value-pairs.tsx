import { useId } from 'preact/hooks'
import { Button } from '../../parts/controls/button.tsx'
import { useFieldNames } from './use-field-names.ts'
import { rowsOf, type ValueRow } from './value-rows.ts'

interface Props {
  readonly label: string
  readonly hint: string | undefined
  readonly value: unknown
  readonly onValue: (rows: readonly ValueRow[]) => void
}

/** Fields and the values that they have to hold, as a list while it is edited; one more can always be added. */
export function ValuePairs({ label, hint, value, onValue }: Props) {
  const list = useId()
  const names = useFieldNames()
  const rows = rowsOf(value)
  const shown = rows.length === 0 ? [['', ''] as const] : rows
  const replace = (at: number, row: ValueRow) =>
    onValue(shown.map((one, place) => (place === at ? row : one)))
  return (
    <fieldset class="value-pairs">
      <legend>{label}</legend>
      {shown.map(([field, wanted], at) => (
        <ValuePair
          key={at}
          at={at}
          field={field}
          wanted={wanted}
          list={list}
          onPair={(pair) => replace(at, pair)}
          onRemove={() => onValue(shown.filter((_, place) => place !== at))}
        />
      ))}
      <p>
        <Button onClick={() => onValue([...shown, ['', '']])}>Add a field</Button>
      </p>
      {hint !== undefined && <p class="field-hint">{hint}</p>}
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </fieldset>
  )
}

interface PairProps {
  readonly at: number
  readonly field: string
  readonly wanted: string
  /** Id of the list of field names. */
  readonly list: string
  readonly onPair: (row: ValueRow) => void
  readonly onRemove: () => void
}

function ValuePair({ at, field, wanted, list, onPair, onRemove }: PairProps) {
  return (
    <div class="value-pair">
      <input
        class="input input-mono"
        aria-label={`Field ${at + 1}`}
        list={list}
        value={field}
        onInput={(event) => onPair([event.currentTarget.value, wanted])}
      />
      <span class="quiet small">is</span>
      <input
        class="input input-mono"
        aria-label={`Value ${at + 1}`}
        value={wanted}
        onInput={(event) => onPair([field, event.currentTarget.value])}
      />
      <Button kind="bare" aria-label={`Remove ${field === '' ? `pair ${at + 1}` : field}`} onClick={onRemove}>
        ×
      </Button>
    </div>
  )
}
