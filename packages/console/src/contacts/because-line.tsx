import { Value } from '../parts/values/value-change.tsx'
import { because } from './because.ts'

/** What made a rule hit, in a line. */
export function Because({ of: change }: { of: Parameters<typeof because>[0] }) {
  return because(change).map(([name, value], nth) => (
    <span key={name}>
      {nth > 0 && ', '}
      {name} <Value of={value} />
    </span>
  ))
}
