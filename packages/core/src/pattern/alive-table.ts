import { before, type Machine, op } from './machine.ts'

/** Beyond this many kept rows a table starts afresh with the next value. */
const mostRows = 2000
/** A value that needs more new rows than this is not worth keeping rows for. */
const mostNewRows = 400
const mostSymbols = 8192
/** Room for the rows of one long value is given back when it is larger than this. */
const mostIdleBytes = 1 << 20

/**
 * For each place of a text: which states lead to a match from there. Made from the end of the text to its start,
 * one row of bytes (a byte a state) for each distinct answer; rows and the steps between them are kept, so that in
 * the long run a character costs one look into a table.
 */
export class AliveTable {
  readonly machine: Machine
  readonly #letters: number
  readonly #kinds: Uint8Array
  readonly #kindCount: number
  readonly #symbols: number
  readonly #known = new Map<number, number[]>()
  #kept = 0
  #rows: Uint8Array
  #steps: Int32Array
  #next: number
  #made = 0

  constructor(machine: Machine, letters: number, answerBits: number) {
    this.machine = machine
    this.#letters = letters
    const { kinds, count } = kindsOf(machine)
    this.#kinds = kinds
    this.#kindCount = count
    this.#symbols = ((letters + 1) * count) << answerBits
    this.#rows = new Uint8Array(machine.size * 8)
    this.#steps = new Int32Array(this.#keeps ? this.#symbols * 8 : 0).fill(-1)
    this.#next = 1
    this.#answerBits = answerBits
  }

  readonly #answerBits: number

  get #keeps(): boolean {
    return this.#symbols <= mostSymbols
  }

  /** To be called before a text is walked from its end. */
  begin(): void {
    this.#made = 0
    if (this.#kept > mostRows) this.#forget()
    this.#next = this.#kept + 1
    const needed = this.#next * this.machine.size
    if (this.#rows.length > mostIdleBytes && this.#rows.length > 4 * needed)
      this.#rows = this.#rows.slice(0, 2 * needed)
  }

  /**
   * The row of a place: `after` is the row of the place after it (0 at the end of the text), `letter` the character
   * there, `previous` the character before (-1 at the start of the text), `answers` the bits asked of the caller.
   */
  step(after: number, letter: number, previous: number, answers: number): number {
    const { traits } = this.machine
    const kind = this.#kinds[previous < 0 ? 16 : (traits[previous] as number)] as number
    const symbol = ((letter * this.#kindCount + kind) << this.#answerBits) | answers
    const known =
      after < this.#kept + 1 && this.#keeps ? (this.#steps[after * this.#symbols + symbol] as number) : -1
    return known >= 0 ? known : this.#make(after, letter, previous, answers, symbol)
  }

  /** True when a state leads to a match from the place of a row. */
  isAlive(row: number, state: number): boolean {
    return this.#rows[row * this.machine.size + state] === 1
  }

  /** The bytes of all rows, `machine.size` for each; good until the next step. */
  get bytes(): Uint8Array {
    return this.#rows
  }

  #forget(): void {
    this.#known.clear()
    this.#steps.fill(-1)
    this.#kept = 0
    this.#next = 1
  }

  #make(after: number, letter: number, previous: number, answers: number, symbol: number): number {
    const { size } = this.machine
    const row = this.#next
    this.#room(row)
    evaluate(
      this.machine,
      this.#rows,
      after * size,
      row * size,
      letter,
      this.#seen(letter, previous),
      answers,
    )
    if (!this.#keeps || this.#made > mostNewRows || after > this.#kept) {
      this.#next++
      return row
    }
    const same = this.#find(row)
    this.#steps[after * this.#symbols + symbol] = same
    return same
  }

  #seen(letter: number, previous: number): number {
    const { traits } = this.machine
    const was = previous < 0 ? before.textStart : (traits[previous] as number)
    const is = letter === this.#letters ? 16 : (traits[letter] as number)
    return was | (is << 4)
  }

  #find(row: number): number {
    const { size } = this.machine
    const rows = this.#rows
    let hash = 17
    for (let i = row * size; i < (row + 1) * size; i++) hash = (Math.imul(hash, 31) + (rows[i] as number)) | 0
    const candidates = this.#known.get(hash) ?? []
    for (const candidate of candidates)
      if (sameRow(rows, candidate * size, row * size, size)) return candidate
    this.#known.set(hash, [...candidates, row])
    this.#kept = row
    this.#next = row + 1
    this.#made++
    return row
  }

  #room(row: number): void {
    const { size } = this.machine
    if ((row + 1) * size > this.#rows.length) {
      const rows = new Uint8Array(2 * (row + 1) * size)
      rows.set(this.#rows)
      this.#rows = rows
    }
    if (this.#keeps && this.#made <= mostNewRows && (row + 1) * this.#symbols > this.#steps.length) {
      const steps = new Int32Array(2 * (row + 1) * this.#symbols).fill(-1)
      steps.set(this.#steps)
      this.#steps = steps
    }
  }
}

function sameRow(rows: Uint8Array, a: number, b: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (rows[a + i] !== rows[b + i]) return false
  return true
}

/** Numbers the distinct things that can stand before a place, as far as the machine asks; index 16 is the text's start. */
function kindsOf({ traits, asks }: Machine): { readonly kinds: Uint8Array; readonly count: number } {
  const numbers = new Map<number, number>()
  const kinds = new Uint8Array(17)
  const numberOf = (trait: number) => {
    const known = numbers.get(trait & asks) ?? numbers.size
    numbers.set(trait & asks, known)
    return known
  }
  kinds[16] = numberOf(before.textStart)
  for (const trait of new Set(traits)) kinds[trait] = numberOf(trait)
  return { kinds, count: numbers.size }
}

/** Fills the row at `to` from the row at `from`, which belongs to the place after it. */
function evaluate(
  machine: Machine,
  rows: Uint8Array,
  from: number,
  to: number,
  letter: number,
  seen: number,
  answers: number,
): void {
  const { next, extra, otherwise, options, order, sameStates } = machine
  rows.fill(0, to, to + machine.size)
  const takers = machine.takers[letter] as Int32Array
  for (let i = 0; i < takers.length; i++) {
    const state = takers[i] as number
    rows[to + state] = rows[from + (next[state] as number)] as number
  }
  for (let i = 0; i < sameStates.length; i++) {
    const state = sameStates[i] as number
    if ((answers >> (extra[state] as number)) & 1)
      rows[to + state] = rows[from + (next[state] as number)] as number
  }
  for (let i = 0; i < order.length; i++) {
    const state = order[i] as number
    const following = rows[to + (next[state] as number)] as number
    let alive = following
    switch (machine.op[state]) {
      case op.accept:
        alive = 1
        break
      case op.fail:
        alive = 0
        break
      case op.choice:
        alive = anyAlive(rows, to, options[state] as Int32Array)
        break
      case op.guard:
        if (rows[to + (extra[state] as number)] === 0)
          alive = rows[to + (otherwise[state] as number)] as number
        break
      case op.look:
        alive &= rows[to + (extra[state] as number)] as number
        break
      case op.lookNot:
        alive &= 1 - (rows[to + (extra[state] as number)] as number)
        break
      case op.behind:
        alive &= answers >> (extra[state] as number)
        break
      case op.behindNot:
        alive &= ~(answers >> (extra[state] as number))
        break
      case op.save:
        break
      default:
        if (alive !== 0 && !holds(machine.op[state] as number, extra[state] === 1, seen)) alive = 0
    }
    rows[to + state] = alive
  }
}

function anyAlive(rows: Uint8Array, to: number, states: Int32Array): number {
  for (let i = 0; i < states.length; i++) if (rows[to + (states[i] as number)] === 1) return 1
  return 0
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
