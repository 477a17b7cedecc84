import type { First } from '../tree/first-set.ts'
import type { CharSet } from '../unicode/char-set.ts'
import { canComeFirst } from './can-come-first.ts'
import type { Program } from './instruction.ts'

/** Finds where runs of characters end in a text, and where one can be left, without looking twice at the same run. */
export class RunTable {
  /** The run of each set that was seen last: from where on it was looked at, and where it ends. */
  readonly #begins: Int32Array
  readonly #ends: Int32Array
  /** For each instruction the end of its run, and the place down to which nothing that must follow was found. */
  readonly #leftEnds: Int32Array
  readonly #leaves: Int32Array
  #codes: Int32Array = new Int32Array(0)
  /** How many characters the last question needed. */
  looked = 0

  constructor({ runs, instructions }: Pick<Program, 'runs' | 'instructions'>) {
    this.#begins = new Int32Array(runs)
    this.#ends = new Int32Array(runs)
    this.#leftEnds = new Int32Array(instructions.length)
    this.#leaves = new Int32Array(instructions.length)
  }

  begin(codes: Int32Array): void {
    this.#codes = codes
    this.#begins.fill(0)
    this.#ends.fill(0)
    this.#leftEnds.fill(-1)
  }

  /** Where the run of a set's characters ends that begins at a place. */
  endOf(set: CharSet, number: number, place: number): number {
    const begin = this.#begins[number] as number
    const known = this.#ends[number] as number
    this.looked = 0
    if (place >= begin && place < known) return known
    const joins = begin < known && place < begin ? begin : -1
    let end = place
    while (end !== joins && set.has(this.#codes[end] as number)) end++
    this.looked = end - place
    if (end === place) return end
    this.#begins[number] = place
    this.#ends[number] = end === joins ? known : end
    return this.#ends[number] as number
  }

  /** The last place of a run, up to its `end`, where what must follow can come; `first` when it comes nowhere. */
  lastLeave(at: number, stops: First, first: number, end: number): number {
    const from = this.#leftEnds[at] === end ? Math.max(this.#leaves[at] as number, first) : end
    let leave = from
    while (leave !== first && !canComeFirst(stops, this.#codes[leave] as number)) leave--
    this.looked = from - leave
    this.#leftEnds[at] = end
    this.#leaves[at] = leave
    return leave
  }
}
