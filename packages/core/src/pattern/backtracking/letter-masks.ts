import type { Alphabet } from '../alphabet.ts'
import type { CharSet } from '../char-set.ts'
import type { First } from '../first-set.ts'

/** Tells of sets which letters of an alphabet they hold. */
export class LetterMasks {
  readonly #size: number
  /** A code point of each letter. */
  readonly #codes: readonly number[]
  readonly #known = new Map<CharSet, Uint8Array>()

  /** `sets` are those that the alphabet was made for; masks are right for them and what they make up together. */
  constructor(alphabet: Alphabet, sets: readonly CharSet[]) {
    this.#size = alphabet.size
    const codes: number[] = []
    for (const edge of [0, ...new Set(sets.flatMap(({ edges }) => edges))])
      if (edge < 0x110000) codes[alphabet.letterOf(edge)] = edge
    this.#codes = codes
  }

  /** 1 for each letter in the set; the last entry, the end of the text, is in none. */
  of(set: CharSet): Uint8Array {
    const known = this.#known.get(set)
    if (known !== undefined) return known
    const mask = Uint8Array.from({ length: this.#size + 1 }, (_, letter) =>
      letter < this.#size && set.has(this.#codes[letter] as number) ? 1 : 0,
    )
    this.#known.set(set, mask)
    return mask
  }

  /** For each letter (and the end of the text) the options that can go on with it, in their order. */
  choose(options: readonly (First & { readonly at: number })[]): Int32Array[] {
    const masks = options.map(({ set, nullable }) => (nullable ? undefined : this.of(set)))
    const lists = new Map<string, Int32Array>()
    return Array.from({ length: this.#size + 1 }, (_, letter) => {
      const worth = options.flatMap(({ at }, i) => ((masks[i]?.[letter] ?? 1) === 1 ? [at] : []))
      const key = worth.join()
      const list = lists.get(key) ?? Int32Array.from(worth)
      lists.set(key, list)
      return list
    })
  }
}
