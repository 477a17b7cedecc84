import type { Fold } from '../letter-case.ts'

/** What an instruction does; see `Backtracker` for each. */
export const action = {
  character: 0,
  place: 1,
  choice: 2,
  run: 3,
  save: 4,
  reference: 5,
  condition: 6,
  beginLoop: 7,
  loop: 8,
  atomic: 9,
  endAtomic: 10,
  look: 11,
  endLook: 12,
  lookNot: 13,
  endLookNot: 14,
  accept: 15,
} as const

/**
 * One step of a pattern's program. All have one shape, which keeps the loop that runs them fast; what a field means
 * depends on the action, and most actions need few of them.
 */
export interface Instruction {
  readonly action: number
  /** Its own number. */
  readonly at: number
  /** The instruction to go on with. */
  readonly next: number
  /** A loop's body, a condition's other branch, a look's body. */
  other: number
  /** The first register: a mark, a loop's counter (its last place follows), where a stack's height is kept. */
  readonly register: number
  readonly least: number
  /** At most `unlimited`, which stands for no bound and fits into a small integer. */
  readonly most: number
  /** Try few rounds before many. */
  readonly lazy: boolean
  /** Of a run: no shorter one can be followed by what comes next, or it is possessive. */
  readonly longestOnly: boolean
  /** Letters that a character or a run takes, 1 for each. */
  readonly takes: Uint8Array
  /** Of a run: letters one of which must follow; undefined when anything may, or nothing. */
  readonly stops: Uint8Array | undefined
  /** Of a run: the mark where a group begins that ends with the run and comes once more right after; -1 if none does. */
  readonly echoes: number
  /** Of a choice: the options worth trying, by the letter that comes. */
  readonly options: readonly Int32Array[]
  /** A place or a fold, by its number; how many characters a look-behind looks back. */
  readonly detail: number
  /** Registers that what comes from here on depends on, and above which values all are alike (for unlimited loops). */
  readonly keyRegisters: readonly number[]
  readonly keyCaps: readonly number[]
}

/** Ways to compare letters by the number that instructions know them by. */
export const foldNumbers: readonly Fold[] = ['none', 'ascii', 'unicode']

/** More rounds than any text has characters. */
export const unlimited = 0x3fff_ffff

/** A pattern made ready for `Backtracker`. */
export interface Program {
  readonly instructions: readonly Instruction[]
  readonly start: number
  readonly registers: number
  /** Letters that a match can begin with; undefined when it can begin with any, or be empty. */
  readonly firstLetters: Uint8Array | undefined
}
