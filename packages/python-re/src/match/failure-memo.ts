import { codePointEnd } from '../unicode/char-set.ts'
import type { TextCodes } from '../unicode/text-codes.ts'
import { type FrameStack, failureMark } from './frame-stack.ts'
import { type Instruction, type KeyPart, unlimited } from './instruction.ts'
import type { StepCount } from './step-count.ts'

/** The state in which an instruction is reached: all that its outcome depends on. */
type State = number | string

/** What a look at the memo counts, for a state that is a number and for one that is a text. */
const numberSteps = 10
const textSteps = 40

/**
 * Remembers in which states no way leads to a match: another way that comes there need not be tried. So what would take
 * exponential time takes as much as there are such states.
 */
export class FailureMemo {
  readonly #stack: FrameStack
  readonly #count: StepCount
  readonly #instructions: number
  readonly #rememberAfter: number
  /** The first place at which a state is known to fail. */
  readonly #failsFrom = new Map<State, number>()
  /** States being tried and where, by the number that their mark on the stack has. */
  readonly #tried: State[] = []
  readonly #places: number[] = []

  /** Looks and remembers once `count` says that more than `rememberAfter` steps were needed. */
  constructor(stack: FrameStack, count: StepCount, instructions: number, rememberAfter: number) {
    this.#stack = stack
    this.#count = count
    this.#instructions = instructions
    this.#rememberAfter = rememberAfter
  }

  clear(): void {
    if (this.#failsFrom.size > 0) this.#failsFrom.clear()
    this.#tried.length = 0
    this.#places.length = 0
  }

  /**
   * The place from which on an instruction is known to fail; `unlimited` when none is. Where that is not `place`, the
   * stack gets a mark, to learn whether it fails there. `anchor`: see `stateOf`.
   */
  failsFrom(instruction: Instruction, anchor: number, place: number, text: TextCodes): number {
    if (this.#count.steps < this.#rememberAfter) return unlimited
    const state = stateOf(instruction, anchor, text, this.#stack.registers, this.#instructions)
    this.#count.add(typeof state === 'number' ? numberSteps : textSteps)
    const from = this.#failsFrom.get(state) ?? unlimited
    if (from > place) {
      this.#places.push(place)
      this.#stack.push(failureMark, this.#tried.push(state) - 1, 0)
    }
    return from
  }

  /** What the mark with this number stands for has failed. */
  add(mark: number): void {
    this.#failsFrom.set(this.#tried[mark] as State, this.#places[mark] as number)
  }
}

/**
 * The state of an instruction. `anchor` is the place at which it is reached; for a run without a limit it is the run's
 * end, since the ways on from any place of a run are among those from every earlier one.
 */
function stateOf(
  { at, key }: Instruction,
  anchor: number,
  { codes, length }: TextCodes,
  registers: Int32Array,
  instructions: number,
): State {
  let state = anchor
  let states = length + 1
  for (const part of key) {
    const values = part.isCharacter ? codePointEnd + 1 : (part.cap === unlimited ? length : part.cap) + 2
    state = state * values + 1 + contentOf(part, codes, registers)
    states *= values
  }
  // The instruction comes last: how many values the rest can take differs between instructions.
  if (states * instructions < Number.MAX_SAFE_INTEGER) return state * instructions + at
  return `${at},${anchor},${key.map((part) => contentOf(part, codes, registers)).join()}`
}

/** What stands for a register in a state; -1 where it is not set. */
function contentOf(
  { register, cap, isCharacter }: KeyPart,
  codes: Int32Array,
  registers: Int32Array,
): number {
  const value = registers[register] as number
  if (isCharacter) return value < 0 ? -1 : (codes[value] as number)
  return Math.min(value, cap)
}
