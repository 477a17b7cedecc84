import { type Instruction, unlimited } from './instruction.ts'

/**
 * Remembers from where, and with what in the registers that matter from there on, no way leads to a match: another
 * way that comes there need not be tried. So what would take exponential time takes as much as there are such states.
 */
export class FailureMemo {
  readonly #failed = new Set<number | string>()
  /** States being tried, by the number that their mark on the stack has. */
  readonly #tried: (number | string)[] = []

  clear(): void {
    if (this.#failed.size > 0) this.#failed.clear()
    this.#tried.length = 0
  }

  has(state: number | string): boolean {
    return this.#failed.has(state)
  }

  /** Numbers a state that is about to be tried, for `add`. */
  note(state: number | string): number {
    return this.#tried.push(state) - 1
  }

  /** The state with this number failed. */
  add(number: number): void {
    this.#failed.add(this.#tried[number] as number | string)
  }
}

/** The state in which an instruction is reached: all that its outcome depends on. */
export function stateOf(
  { at, keyRegisters, keyCaps }: Instruction,
  place: number,
  length: number,
  registers: Int32Array,
): number | string {
  let state = at * (length + 1) + place
  let states = (at + 1) * (length + 1)
  for (let i = 0; i < keyRegisters.length; i++) {
    const cap = keyCaps[i] as number
    const values = (cap === unlimited ? length : cap) + 2
    state = state * values + 1 + Math.min(registers[keyRegisters[i] as number] as number, cap)
    states *= values
  }
  if (states < Number.MAX_SAFE_INTEGER) return state
  return `${at},${place},${keyRegisters.map((register, i) => Math.min(registers[register] as number, keyCaps[i] as number)).join()}`
}
