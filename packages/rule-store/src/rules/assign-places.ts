const wideGap = 1024
/** Below this, halving once more would soon run out of digits. */
const leastGap = 1e-6

/**
 * Places for documents in their order: what has a place keeps it when all of those rise, and the others go between; else
 * everything is counted anew. So one rule put in the middle costs one write.
 */
export function assignPlaces(known: readonly (number | undefined)[]): number[] {
  return placesBetween(known) ?? known.map((_, at) => (at + 1) * wideGap)
}

/** Places that leave all that are there as they are; undefined where they do not rise, or leave no room. */
export function placesBetween(known: readonly (number | undefined)[]): number[] | undefined {
  const places: number[] = []
  let last = 0
  let waiting = 0
  const fill = (gap: number) => {
    for (let one = 1; one <= waiting; one += 1) places.push(last + gap * one)
    waiting = 0
  }
  for (const place of known) {
    if (place === undefined) {
      waiting += 1
      continue
    }
    const gap = (place - last) / (waiting + 1)
    if (gap < leastGap) return undefined
    fill(gap)
    places.push(place)
    last = place
  }
  fill(wideGap)
  return places
}
