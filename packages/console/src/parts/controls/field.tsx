import type { ComponentChildren, InputHTMLAttributes, PartialInputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'

interface Labeled {
  readonly label: string
  readonly hint?: ComponentChildren
  readonly fault?: string | undefined
}

interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

/** A control under its label, with a hint and what is wrong with it tied to it for screen readers. */
export function Field({
  label,
  hint,
  fault,
  children,
}: Labeled & { children: (wiring: Wiring) => ComponentChildren }) {
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': fault !== undefined || undefined,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} class="field-fault">
          {fault}
        </p>
      )}
    </div>
  )
}

type InputProps = Labeled &
  Pick<
    PartialInputHTMLAttributes<HTMLInputElement>,
    'autocomplete' | 'inputmode' | 'placeholder' | 'required' | 'spellcheck'
  > & {
    /** Id of a list of values to choose from. */
    readonly list?: string
    readonly type?: 'text' | 'search' | 'password' | 'datetime-local'
    readonly value: string
    readonly onValue: (value: string) => void
    readonly mono?: boolean
  }

/** A line of text. */
export function TextField({ label, hint, fault, value, onValue, mono = false, ...rest }: InputProps) {
  // Preact's types tell each kind of input apart by its `type`, which is only known where the field is used.
  const given = rest as InputHTMLAttributes<HTMLInputElement>
  return (
    <Field label={label} {...(hint !== undefined && { hint })} fault={fault}>
      {(wiring) => (
        <input
          {...given}
          {...wiring}
          class={mono ? 'input input-mono' : 'input'}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

type SelectProps = Labeled & {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly disabled?: boolean
}

/** A choice of one. A value that is none of the options, such as one in an address, is shown as it is: no other one counts. */
export function SelectField({ label, hint, fault, value, onValue, options, disabled }: SelectProps) {
  const isKnown = options.some(([option]) => option === value)
  const shown = isKnown ? options : [...options, [value, value] as const]
  return (
    <Field label={label} {...(hint !== undefined && { hint })} fault={fault}>
      {(wiring) => (
        <select
          {...wiring}
          class="input"
          value={value}
          disabled={disabled}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {shown.map(([option, text]) => (
            <option key={option} value={option} selected={option === value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface CheckProps {
  readonly label: string
  readonly value: boolean
  readonly onValue: (value: boolean) => void
}

/** A box to tick, with its label beside it. */
export function CheckField({ label, value, onValue }: CheckProps) {
  return (
    <label class="check-field">
      <input
        type="checkbox"
        class="checkbox"
        checked={value}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
}
