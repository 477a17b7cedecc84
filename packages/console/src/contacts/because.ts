import type { Timeline } from '../api/answers.ts'

type Change = Timeline['washes'][number]['changes'][number]

/** What a rule looked at, by its name. */
type Fact = readonly [name: string, value: string]

/** What made a rule hit: the values that it derived from, the words it found, its pattern. */
export function because({ using, pattern }: Pick<Change, 'using' | 'pattern'>): Fact[] {
  return [...factsOf(using), ...(typeof pattern === 'string' ? [['pattern', pattern] as const] : [])]
}

function factsOf(using: unknown): Fact[] {
  if (typeof using !== 'object' || using === null) return []
  return Object.entries(using).flatMap(([name, value]) =>
    typeof value === 'object' ? factsOf(value) : value === '' ? [] : [[name, String(value)] as const],
  )
}
