import { partsOfText } from './invisible.ts'
import './value-change.css'

interface Props {
  readonly from: unknown
  readonly to: unknown
}

/** What a field held, and what it holds now. An empty value is said to be empty; what cannot be seen is marked. */
export function ValueChange({ from, to }: Props) {
  return (
    <span class="value-change">
      <del>
        <span class="visually-hidden">from </span>
        <Value of={from} />
      </del>
      <span class="value-change-arrow" aria-hidden="true">
        →
      </span>
      <ins>
        <span class="visually-hidden">to </span>
        <Value of={to} />
      </ins>
    </span>
  )
}

/** A value as it is stored. */
export function Value({ of: value }: { of: unknown }) {
  if (value === undefined || value === null || value === '') return <span class="value-empty">empty</span>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return (
    <samp class="value">
      <Marked text={text} />
    </samp>
  )
}

/** A text whose characters that cannot be seen are marked: tabs, odd blanks, zero-width and direction controls, blanks at the ends. */
export function Marked({ text }: { text: string }) {
  return partsOfText(text).map(({ text: part, mark }, at) =>
    mark === undefined ? (
      <bdi key={at}>{part}</bdi>
    ) : (
      <span key={at} class="value-mark" role="img" aria-label={mark.name} title={mark.name}>
        {mark.shown}
      </span>
    ),
  )
}
