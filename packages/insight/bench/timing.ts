/** Times some work several times and prints the median and the slowest, in ms. */
export async function printTimes(
  name: string,
  times: number,
  work: (round: number) => Promise<unknown>,
): Promise<void> {
  const taken: number[] = []
  for (let round = 0; round < times; round += 1) {
    const from = performance.now()
    await work(round)
    taken.push(performance.now() - from)
  }
  taken.sort((one, other) => one - other)
  const median = taken[times >> 1] ?? 0
  console.log(
    `${name.padEnd(60)} median ${median.toFixed(1)} ms, slowest ${(taken.at(-1) ?? 0).toFixed(1)} ms`,
  )
}
