import { Marked } from './value-change.tsx'
import './long-text.css'

/** Longer texts are opened on demand, so that a list of them stays a list. */
const shortEnough = 160

/** A text, cut to a line or two while it is long; opens to all of it. */
export function LongText({ text }: { text: string }) {
  if (text.length <= shortEnough) return <Marked text={text} />
  return (
    <details class="long-text">
      <summary>
        <Marked text={text.slice(0, shortEnough).replace(/\s+\S*$/, '')} /> …
      </summary>
      <p>
        <Marked text={text} />
      </p>
    </details>
  )
}
