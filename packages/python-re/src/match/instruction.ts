import type { First } from '../tree/first-set.ts'
import type { CharSet } from '../unicode/char-set.ts'
import type { Fold } from '../unicode/letter-case.ts'
import type { ChoiceOptions } from './choice-options.ts'

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
  /** What a character or a run takes. */
  readonly takes: CharSet
  /** Of a run: what must follow; undefined when that may be anything. */
  readonly stops: First | undefined
  /** Of a run: the mark where a group begins that ends with the run and comes once more right after; -1 if none does. */
  readonly echoes: number
  /** Of a choice: its ways. */
  readonly options: ChoiceOptions
  /** A place, a fold or a set that runs take, by its number; how many characters a look-behind looks back. */
  readonly detail: number
  /** What the outcome from here on depends on, beside the place. */
  readonly key: readonly KeyPart[]
}

/** A register that decides how matching goes on. */
export interface KeyPart {
  readonly register: number
  /** Values above it are all alike. */
  readonly cap: number
  /** True where only the character matters that stands at the place in the register. */
  readonly isCharacter: boolean
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
  /** How many different sets runs take. */
  readonly runs: number
  /** What a match can begin with; undefined when it may be anything. */
  readonly first: First | undefined
  /** True when a match can only begin at the start of the text. */
  readonly anchored: boolean
}
