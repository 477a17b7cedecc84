import { SeededRandom } from '@dwmops/seeded-random'

/** Seeds that follow each other lead to numbers that have nothing in common. */
export function randomOf(seed: number): SeededRandom {
  return new SeededRandom(Math.imul(seed, 0x9e3779b1))
}

/** Each with the given probability; at least one of a list that is not empty. */
export function someOf<T>(list: readonly T[], random: SeededRandom, probability: number): T[] {
  const chosen = list.filter(() => random.chance(probability))
  const one = random.pick(list)
  return chosen.length > 0 || one === undefined ? chosen : [one]
}
