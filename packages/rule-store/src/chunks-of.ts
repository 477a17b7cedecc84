/** One engine refuses more than 25,000 operations in a write, though it promises 100,000. */
const operationsAtOnce = 5_000

/** A list in pieces that every engine takes as one command. */
export function chunksOf<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / operationsAtOnce)
  return Array.from({ length: count }, (_, at) =>
    list.slice(at * operationsAtOnce, (at + 1) * operationsAtOnce),
  )
}
