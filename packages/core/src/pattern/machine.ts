import type { Alphabet } from './alphabet.ts'
import { CharSet } from './char-set.ts'
import type { StateGraph, StateId } from './state-graph.ts'
import { evaluationOrder, reach } from './state-order.ts'
import { asciiClasses, unicodeClasses } from './unicode-classes.ts'

/** What `Machine.op` says of a state; the states that take a character come first. */
export const op = {
  character: 0,
  same: 1,
  accept: 2,
  fail: 3,
  choice: 4,
  save: 5,
  guard: 6,
  look: 7,
  lookNot: 8,
  behind: 9,
  behindNot: 10,
  start: 11,
  lineStart: 12,
  textEnd: 13,
  boundary: 14,
  notBoundary: 15,
} as const

const newlineSet = CharSet.of(10)

/** What the character before a place can be, as far as places ask. */
export const before = { textStart: 1, newline: 2, word: 4, asciiWord: 8 } as const

/** The states that some roots reach, laid out for running. Numbers here are the machine's own. */
export interface Machine {
  readonly size: number
  readonly roots: readonly number[]
  readonly op: Uint8Array
  /** The next state; for a guard the one to take when its test holds. */
  readonly next: Int32Array
  /** A guard's test, a look's body, a save's slot, a look-behind's or comparison's bit, 1 for an ASCII boundary. */
  readonly extra: Int32Array
  /** For a guard, the state to take when its test does not hold. */
  readonly otherwise: Int32Array
  readonly options: readonly (Int32Array | undefined)[]
  /** The states that take no character, each after all that it asks about at the same place. */
  readonly order: Int32Array
  /** The states that take a given letter. */
  readonly takers: readonly Int32Array[]
  readonly sameStates: Int32Array
  /** What there is to know of each letter (bits of `before`); the last entry is the end of the text. */
  readonly traits: Uint8Array
  /** Which bits of `before` matter to any state. */
  readonly asks: number
}

/** `bitOf` gives the bit in which the caller puts the answer of a look-behind or of a comparison. */
export interface AnswerBits {
  behind(index: number): number
  same(key: string): number
}

export function machineOf(
  graph: StateGraph,
  rootStates: readonly StateId[],
  alphabet: Alphabet,
  bits: AnswerBits,
): Machine {
  const { order: reached, numbers } = reach(graph, rootStates)
  const size = reached.length
  const machine = {
    size,
    roots: rootStates.map((root) => numbers.get(root) as number),
    op: new Uint8Array(size),
    next: new Int32Array(size),
    extra: new Int32Array(size),
    otherwise: new Int32Array(size),
    options: new Array<Int32Array | undefined>(size).fill(undefined),
  }
  const at = (id: StateId) => numbers.get(id) as number
  const takers: number[][] = Array.from({ length: alphabet.size + 1 }, () => [])
  const sameStates: number[] = []
  let asks = 0
  for (const [number, id] of reached.entries()) {
    const state = graph.state(id)
    machine.op[number] = state.op === 'place' ? op[placeOp(state.at)] : op[state.op]
    if ('next' in state) machine.next[number] = at(state.next)
    if (state.op === 'character')
      for (const letter of alphabet.lettersIn(state.set)) takers[letter]?.push(number)
    else if (state.op === 'same') {
      machine.extra[number] = bits.same(`${state.distance}${state.fold}`)
      sameStates.push(number)
    } else if (state.op === 'choice') machine.options[number] = Int32Array.from(state.to, at)
    else if (state.op === 'save') machine.extra[number] = state.slot
    else if (state.op === 'guard') {
      machine.extra[number] = at(state.test)
      machine.next[number] = at(state.pass)
      machine.otherwise[number] = at(state.otherwise)
    } else if (state.op === 'look') {
      machine.extra[number] = at(state.body)
      if (state.negative) machine.op[number] = op.lookNot
    } else if (state.op === 'behind') {
      machine.extra[number] = bits.behind(state.index)
      if (state.negative) machine.op[number] = op.behindNot
    } else if (state.op === 'place') {
      machine.extra[number] = state.ascii ? 1 : 0
      asks |= askOf(state.at, state.ascii)
    }
  }
  return {
    ...machine,
    order: evaluationOrder(graph, reached, at),
    takers: takers.map((states) => Int32Array.from(states)),
    sameStates: Int32Array.from(sameStates),
    traits: traitsOf(alphabet),
    asks,
  }
}

function placeOp(at: string): 'start' | 'lineStart' | 'textEnd' | 'boundary' | 'notBoundary' {
  if (at === 'lineStart' || at === 'textEnd' || at === 'boundary' || at === 'notBoundary') return at
  return 'start'
}

function askOf(at: string, ascii: boolean): number {
  if (at === 'textEnd') return 0
  if (at === 'start') return before.textStart
  if (at === 'lineStart') return before.textStart | before.newline
  return before.textStart | (ascii ? before.asciiWord : before.word)
}

function traitsOf(alphabet: Alphabet): Uint8Array {
  const traits = new Uint8Array(alphabet.size + 1)
  const mark = (letters: readonly number[], trait: number) => {
    for (const letter of letters) traits[letter] = (traits[letter] as number) | trait
  }
  mark(alphabet.lettersIn(newlineSet), before.newline)
  mark(alphabet.lettersIn(unicodeClasses.word), before.word)
  mark(alphabet.lettersIn(asciiClasses.word), before.asciiWord)
  return traits
}
