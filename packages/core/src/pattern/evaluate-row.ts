import { before, type Joint, type Machine, op } from './machine.ts'

/** Up to this many states are looked at one by one. */
const fewStates = 24

/** The end of a text in `seen`, see `evaluateRow`. */
export const textEndSeen = 16

/**
 * Fills the row of bits that begins at word `to`: which states lead to a match from a place. The row at `from` belongs
 * to the place after it, `letter` is the character there. `seen` tells what stands before the place (bits of
 * `before`) and, four bits higher, what comes (textEndSeen: nothing).
 */
export function evaluateRow(
  machine: Machine,
  rows: Int32Array,
  from: number,
  to: number,
  letter: number,
  seen: number,
  answers: number,
): void {
  takeCharacters(machine, rows, from, to, letter, answers)
  const { order } = machine
  if (order.length > fewStates) {
    evaluateAsked(machine, rows, to, seen, answers)
    return
  }
  for (let i = 0; i < order.length; i++) {
    const state = order[i] as number
    if (isAlive(machine, rows, to, state, seen, answers)) setBit(rows, to, state)
  }
}

let pending = new Int32Array(64)

/** Looks only at states that something alive leads to: in a list of a thousand words nearly all are dead. */
function evaluateAsked(machine: Machine, rows: Int32Array, to: number, seen: number, answers: number): void {
  const { order, standing, takerWords, asked } = machine
  if (pending.length < standing.length) pending = new Int32Array(standing.length)
  for (let i = 0; i < standing.length; i++) pending[i] = standing[i] as number
  for (let i = 0; i < takerWords; i++) {
    for (let bits = (rows[to + i] as number) & (asked[i] as number); bits !== 0; bits &= bits - 1) {
      ask(machine, 32 * i + lowestBit(bits))
    }
  }
  for (let i = 0; i < standing.length; i++) {
    for (let bits = pending[i] as number; bits !== 0; bits = pending[i] as number) {
      const bit = lowestBit(bits)
      pending[i] = bits & ~(1 << bit)
      const state = order[32 * i + bit] as number
      if (!isAlive(machine, rows, to, state, seen, answers)) continue
      setBit(rows, to, state)
      ask(machine, state)
    }
  }
}

function ask({ dependants }: Machine, state: number): void {
  const list = dependants[state]
  if (list === undefined) return
  for (let i = 0; i < list.length; i++) {
    const index = list[i] as number
    pending[index >> 5] = (pending[index >> 5] as number) | (1 << (index & 31))
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}

export function hasBit(rows: Int32Array, row: number, state: number): boolean {
  return (((rows[row + (state >> 5)] as number) >> (state & 31)) & 1) === 1
}

function setBit(rows: Int32Array, row: number, state: number): void {
  rows[row + (state >> 5)] = (rows[row + (state >> 5)] as number) | (1 << (state & 31))
}

function takeCharacters(
  machine: Machine,
  rows: Int32Array,
  from: number,
  to: number,
  letter: number,
  answers: number,
): void {
  const { words, takerWords, takers, chained, joints, jointTargets, jointOf, comparers } = machine
  let carry = 0
  for (let i = 0; i < takerWords; i++) {
    const word = rows[from + i] as number
    rows[to + i] = ((word << 1) | carry) & (chained[i] as number)
    carry = word >>> 31
  }
  for (let i = takerWords; i < words; i++) rows[to + i] = 0
  for (let i = 0; i < words; i++) {
    for (let bits = (rows[from + i] as number) & (jointTargets[i] as number); bits !== 0; bits &= bits - 1) {
      join(rows, to, joints[jointOf[32 * i + lowestBit(bits)] as number] as Joint)
    }
  }
  const taking = comparers.length === 0 ? takers : withComparers(machine, letter, answers)
  const first = comparers.length === 0 ? letter * takerWords : 0
  for (let i = 0; i < takerWords; i++) rows[to + i] = (rows[to + i] as number) & (taking[first + i] as number)
}

let scratch = new Int32Array(64)

function withComparers(machine: Machine, letter: number, answers: number): Int32Array {
  const { takerWords, takers, comparers } = machine
  if (scratch.length < takerWords) scratch = new Int32Array(takerWords)
  for (let i = 0; i < takerWords; i++) scratch[i] = takers[letter * takerWords + i] as number
  for (let k = 0; k < comparers.length; k++) {
    const comparer = comparers[k] as Joint
    if ((answers >> comparer.target) & 1) join(scratch, 0, comparer)
  }
  return scratch
}

function join(rows: Int32Array, to: number, { words, masks }: Joint): void {
  for (let i = 0; i < words.length; i++) {
    const word = to + (words[i] as number)
    rows[word] = (rows[word] as number) | (masks[i] as number)
  }
}

function isAlive(
  machine: Machine,
  rows: Int32Array,
  row: number,
  state: number,
  seen: number,
  answers: number,
): boolean {
  const kind = machine.op[state] as number
  if (kind === op.choice) return anyAlive(rows, row, machine.options[state] as Int32Array)
  if (kind === op.accept) return true
  if (kind === op.fail) return false
  const extra = machine.extra[state] as number
  if (kind === op.guard && !hasBit(rows, row, extra))
    return hasBit(rows, row, machine.otherwise[state] as number)
  if (!hasBit(rows, row, machine.next[state] as number)) return false
  switch (kind) {
    case op.save:
    case op.guard:
      return true
    case op.look:
    case op.lookForGroups:
      return hasBit(rows, row, extra)
    case op.lookNot:
      return !hasBit(rows, row, extra)
    case op.behind:
      return ((answers >> extra) & 1) === 1
    case op.behindNot:
      return ((answers >> extra) & 1) === 0
    default:
      return holds(kind, extra === 1, seen)
  }
}

function anyAlive(rows: Int32Array, row: number, states: Int32Array): boolean {
  for (let i = 0; i < states.length; i++) if (hasBit(rows, row, states[i] as number)) return true
  return false
}

/** Whether a place holds: the low four bits of `seen` tell what stands before it, the next what comes (16: nothing). */
function holds(place: number, ascii: boolean, seen: number): boolean {
  if (place === op.start) return (seen & before.textStart) !== 0
  if (place === op.lineStart) return (seen & (before.textStart | before.newline)) !== 0
  const atEnd = seen >> 8 !== 0
  if (place === op.textEnd) return atEnd
  // Python finds neither \b nor \B in an empty text.
  if (atEnd && (seen & before.textStart) !== 0) return false
  const word = ascii ? before.asciiWord : before.word
  const changes = ((seen & word) !== 0) !== (((seen >> 4) & word) !== 0)
  return changes === (place === op.boundary)
}
