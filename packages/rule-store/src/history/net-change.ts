import type { StoredChange } from './read-history.ts'

/** What a wash made of a field, from its value before to its value after. */
export interface NetChange {
  readonly from: string
  readonly to: string
}

/**
 * Reads the changes that rule types made to a field in one wash as one change. Undefined where they do not join to a chain with
 * one beginning and one end, as an older history cannot know the order of its keys.
 */
export function netChange(byType: Readonly<Record<string, StoredChange>>): NetChange | undefined {
  const steps = Object.values(byType).map(({ from, to }) => ({ from: asText(from), to: asText(to) }))
  const chains = joined(steps, steps)
  const [first] = chains
  const agreed = chains.every((chain) => chain.from === first?.from && chain.to === first.to)
  return agreed ? first : undefined
}

/** All ways to put the steps one after the other, each beginning where the one before ended; the ways as one change each. */
function joined(left: readonly NetChange[], starts: readonly NetChange[]): NetChange[] {
  return starts.flatMap((start) => {
    const others = left.filter((step) => step !== start)
    if (others.length === 0) return [start]
    const followers = others.filter(({ from }) => from === start.to)
    return joined(others, followers).map(({ to }) => ({ from: start.from, to }))
  })
}

/** As an import writes it: nothing is a blank. */
function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
