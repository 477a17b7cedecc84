/** Random choices that a seed repeats (mulberry32). */
export function seededRandom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, below: number): number => least + next() * (below - least)
  const pick = <T>(choices: readonly T[]): T => {
    const chosen = choices[Math.floor(between(0, choices.length))]
    if (chosen === undefined) throw new RangeError('nothing to choose from')
    return chosen
  }
  return { next, between, pick }
}
