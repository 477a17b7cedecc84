import type { ComponentChildren } from 'preact'
import './badge.css'

export type Tone = 'quiet' | 'accent' | 'good' | 'warn' | 'bad'

/** A short word about the state of something; its color only repeats what it says. */
export function Badge({ tone = 'quiet', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>
}
