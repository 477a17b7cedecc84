import type { Timeline } from '../api/answers.ts'

type Change = Timeline['washes'][number]['changes'][number]

/** What made a rule hit, in a line: the values that it derived from, the words it found, its pattern. */
export function because({ using, pattern }: Pick<Change, 'using' | 'pattern'>): string {
  const facts = [...factsOf(using), ...(typeof pattern === 'string' ? [['pattern', pattern] as const] : [])]
  return facts.map(([name, value]) => `${name} ${value}`).join(', ')
}

function factsOf(using: unknown): (readonly [name: string, value: string])[] {
  if (typeof using !== 'object' || using === null) return []
  return Object.entries(using).flatMap(([name, value]) =>
    typeof value === 'object' ? factsOf(value) : value === '' ? [] : [[name, String(value)] as const],
  )
}
