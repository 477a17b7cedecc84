import type { Alphabet } from './alphabet.ts'
import { CharSet } from './char-set.ts'
import { numberStates } from './number-states.ts'
import type { State, StateGraph, StateId } from './state-graph.ts'
import { besides, evaluationOrder } from './state-order.ts'
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
  lookForGroups: 16,
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
  /** How many 32-bit words a row of all states has, and the states that take a character (they come first). */
  readonly words: number
  readonly takerWords: number
  /** For each letter (and the end of the text) the bits of the states that take it, `takerWords` a letter. */
  readonly takers: Int32Array
  /** For some answer bits (as `target`): the bits of the states that take any character when the answer is yes. */
  readonly comparers: readonly Joint[]
  /** The bits of the states that lead to the one numbered just below. */
  readonly chained: Int32Array
  /** For every other state that takes a character: where it leads to, with the bits of all that lead there. */
  readonly joints: readonly Joint[]
  /** The bits of the joints' targets, and which joint each target has. */
  readonly jointTargets: Int32Array
  readonly jointOf: Int32Array
  /** Which states of `order` to look at once a state is alive, by index into `order`. */
  readonly dependants: readonly (Int32Array | undefined)[]
  /** The bits of the states that have dependants. */
  readonly asked: Int32Array
  /** The bits (indexes into `order`) of states that may be alive where no character is taken. */
  readonly standing: Int32Array
  /** What there is to know of each letter (bits of `before`); the last entry is the end of the text. */
  readonly traits: Uint8Array
  /** Which bits of `before` matter to any state. */
  readonly asks: number
}

/** States that lead to one target: `masks[i]` holds their bits in word `words[i]`. */
export interface Joint {
  readonly target: number
  readonly words: Int32Array
  readonly masks: Int32Array
}

/** The bits in which the caller puts the answers of look-behinds and of comparisons. */
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
  const { order: reached, numbers, takerCount, targets, evaluated } = numberStates(graph, rootStates)
  const size = reached.length
  const at = (id: StateId) => numbers.get(id) as number
  const machine = {
    size,
    roots: rootStates.map(at),
    op: new Uint8Array(size),
    next: new Int32Array(size),
    extra: new Int32Array(size),
    otherwise: new Int32Array(size),
    options: new Array<Int32Array | undefined>(size).fill(undefined),
  }
  let asks = 0
  for (const [number, id] of reached.entries()) {
    const state = graph.state(id)
    if (state.op === 'place') asks |= askOf(state.at, state.ascii)
    layOut(machine, number, state, at, bits)
  }
  const words = (size + 31) >> 5
  const takers = takingCharacters(graph, reached.slice(0, takerCount), targets, at, alphabet, bits)
  const order = evaluationOrder(graph, evaluated, at)
  const jointTargets = new Int32Array(words)
  const jointOf = new Int32Array(size)
  for (const [index, { target }] of takers.joints.entries()) {
    setBit(jointTargets, target)
    jointOf[target] = index
  }
  return {
    ...machine,
    ...takers,
    ...dependencies(graph, reached, order, at),
    jointTargets,
    jointOf,
    words,
    order,
    traits: traitsOf(alphabet),
    asks,
  }
}

type Layout = Pick<Machine, 'op' | 'next' | 'extra' | 'otherwise'> & {
  readonly options: (Int32Array | undefined)[]
}

function layOut(
  machine: Layout,
  number: number,
  state: State,
  at: (id: StateId) => number,
  bits: AnswerBits,
): void {
  machine.op[number] = opOf(state)
  if ('next' in state) machine.next[number] = at(state.next)
  if (state.op === 'choice') machine.options[number] = Int32Array.from(state.to, at)
  else if (state.op === 'save') machine.extra[number] = state.slot
  else if (state.op === 'look') machine.extra[number] = at(state.body)
  else if (state.op === 'behind') machine.extra[number] = bits.behind(state.index)
  else if (state.op === 'place') machine.extra[number] = state.ascii ? 1 : 0
  else if (state.op === 'guard') {
    machine.extra[number] = at(state.test)
    machine.next[number] = at(state.pass)
    machine.otherwise[number] = at(state.otherwise)
  }
}

function opOf(state: State): number {
  if (state.op === 'look')
    return { present: op.look, absent: op.lookNot, groups: op.lookForGroups }[state.asks]
  if (state.op === 'behind') return state.negative ? op.behindNot : op.behind
  if (state.op !== 'place') return op[state.op]
  // 'end' and 'lineEnd' are built from other states.
  return state.at === 'end' || state.at === 'lineEnd' ? op.fail : op[state.at]
}

function takingCharacters(
  graph: StateGraph,
  states: readonly StateId[],
  targets: ReadonlyMap<StateId, readonly StateId[]>,
  at: (id: StateId) => number,
  alphabet: Alphabet,
  bits: AnswerBits,
): Pick<Machine, 'takerWords' | 'takers' | 'comparers' | 'chained' | 'joints'> {
  const takerWords = (states.length + 31) >> 5
  const takers = new Int32Array(takerWords * (alphabet.size + 1))
  const comparers = new Map<number, number[]>()
  const chained = new Int32Array(takerWords)
  const joining = new Map<number, number[]>()
  for (const [number, id] of states.entries()) {
    const state = graph.state(id)
    if (state.op === 'character') {
      for (const letter of alphabet.lettersIn(state.set)) setBit(takers, letter * takerWords * 32 + number)
    } else if (state.op === 'same') {
      const bit = bits.same(`${state.distance}${state.fold}`)
      comparers.set(bit, [...(comparers.get(bit) ?? []), number])
    }
    for (const target of (targets.get(id) ?? []).map(at)) {
      if (number > 0 && target === number - 1) setBit(chained, number)
      else joining.set(target, (joining.get(target) ?? []).concat(number))
    }
  }
  const joints = [...joining].map(([target, numbers]) => makeJoint(target, numbers, takerWords))
  return {
    takerWords,
    takers,
    comparers: [...comparers].map(([bit, numbers]) => makeJoint(bit, numbers, takerWords)),
    chained,
    joints,
  }
}

function makeJoint(target: number, numbers: readonly number[], takerWords: number): Joint {
  const bits = new Int32Array(takerWords)
  for (const number of numbers) setBit(bits, number)
  const words = Int32Array.from(bits.keys()).filter((word) => bits[word] !== 0)
  return { target, words, masks: words.map((word) => bits[word] as number) }
}

/** Who is to be looked at when a state turns out alive, so that a row costs what is alive in it. */
function dependencies(
  graph: StateGraph,
  reached: readonly StateId[],
  order: Int32Array,
  at: (id: StateId) => number,
): Pick<Machine, 'dependants' | 'asked' | 'standing'> {
  const lists: number[][] = reached.map(() => [])
  const standing = new Int32Array((order.length + 31) >> 5)
  for (const [index, number] of order.entries()) {
    const state = graph.state(reached[number] as StateId)
    for (const other of besides(state)) lists[at(other)]?.push(index)
    const standsAlone =
      state.op === 'accept' || state.op === 'guard' || (state.op === 'look' && state.asks === 'absent')
    if (standsAlone) setBit(standing, index)
  }
  const asked = new Int32Array((reached.length + 31) >> 5)
  for (const [number, list] of lists.entries()) if (list.length > 0) setBit(asked, number)
  const dependants = lists.map((list) => (list.length === 0 ? undefined : Int32Array.from(list)))
  return { dependants, asked, standing }
}

function setBit(words: Int32Array, bit: number): void {
  words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31))
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
