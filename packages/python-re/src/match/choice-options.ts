import type { First } from '../tree/first-set.ts'
import { lowCodes } from '../unicode/char-set.ts'
import { canComeFirst } from './can-come-first.ts'

/** One way of a choice: where it goes on, and what it can begin with. */
export interface Option {
  readonly at: number
  readonly first: First
}

/** The ways of a choice, in order; those worth trying are known by the character that comes. */
export class ChoiceOptions {
  readonly #options: readonly Option[]
  readonly #known: (Int32Array | undefined)[] = []

  constructor(options: readonly Option[]) {
    this.#options = options
  }

  get count(): number {
    return this.#options.length
  }

  /** Where the ways go on that may match where this character comes. */
  worthTrying(code: number): Int32Array {
    return this.#known[code] ?? this.#select(code)
  }

  #select(code: number): Int32Array {
    const worth = this.#options.filter(({ first }) => first.nullable || canComeFirst(first, code))
    const list = Int32Array.from(worth, ({ at }) => at)
    if (code < lowCodes) this.#known[code] = list
    return list
  }
}
