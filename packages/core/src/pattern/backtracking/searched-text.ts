import { type Fold, lowerCase } from '../letter-case.ts'
import type { TextLetters } from '../text-letters.ts'

/** What an entry of a table over the whole text counts, in steps. */
const stepsAnEntry = 0.25

/** The text being searched, with tables over it that are made when first asked for. */
export class SearchedText {
  readonly #count: (steps: number) => void
  readonly #runEnds = new Map<Uint8Array, Int32Array>()
  readonly #folded = new Map<Fold, Int32Array>()
  codes: Int32Array = new Int32Array(0)
  letters: Uint16Array = new Uint16Array(0)
  length = 0

  /** `count` is told the steps that making a table takes. */
  constructor(count: (steps: number) => void) {
    this.#count = count
  }

  begin({ codes, letters, length }: TextLetters): void {
    this.codes = codes
    this.letters = letters
    this.length = length
    this.#runEnds.clear()
    this.#folded.clear()
  }

  /** For each place, where the run of these letters that begins there ends. */
  runEnds(takes: Uint8Array): Int32Array {
    const known = this.#runEnds.get(takes)
    if (known !== undefined) return known
    const { length, letters } = this
    const ends = new Int32Array(length + 1)
    ends[length] = length
    for (let i = length - 1; i >= 0; i--)
      ends[i] = takes[letters[i] as number] === 0 ? i : (ends[i + 1] as number)
    this.#count(length * stepsAnEntry)
    this.#runEnds.set(takes, ends)
    return ends
  }

  /** The code points in the case in which references compare them. */
  foldedCodes(fold: Fold): Int32Array {
    if (fold === 'none') return this.codes
    const known = this.#folded.get(fold)
    if (known !== undefined) return known
    const { codes, length } = this
    const folded = new Int32Array(length)
    for (let i = 0; i < length; i++) folded[i] = lowerCase(codes[i] as number, fold)
    this.#count(length * stepsAnEntry)
    this.#folded.set(fold, folded)
    return folded
  }
}
