import { evaluateRow, hasBit, textEndSeen } from './evaluate-row.ts'
import { before, type Machine } from './machine.ts'
import type { TextLetters } from './text-letters.ts'

/** Beyond this many kept rows, or steps between them, a table starts afresh with the next value. */
const mostRows = 2000
const mostSteps = 1 << 19
/** A value that needs more new rows than this is not worth keeping rows for. */
const mostNewRows = 400
const mostSymbols = 2048
const mostAnswerBits = 4
const mostAllRows = 10_000
const mostAllSteps = 1 << 19
const mostAllWords = 2_000_000
/** Room for the rows of one long value is given back when it is larger than this. */
const mostIdleWords = 1 << 18

/**
 * For each place of a text: which states lead to a match from there. Made from the end of the text to its start,
 * one row of bits (a bit a state) for each distinct answer; rows and the steps between them are kept, so that in
 * the long run a character costs one look into a table.
 */
export class AliveTable {
  readonly machine: Machine
  readonly #letters: number
  readonly #kinds: Uint8Array
  readonly #kindCount: number
  readonly #symbols: number
  readonly #keeps: boolean
  readonly #known = new Map<number, number[]>()
  #kept = 0
  #rows: Int32Array
  #steps: Int32Array
  #next: number
  #made = 0
  #complete = false
  readonly #answerBits: number

  constructor(machine: Machine, letters: number, answerBits: number) {
    this.machine = machine
    this.#answerBits = answerBits
    this.#letters = letters
    const { kinds, count } = kindsOf(machine)
    this.#kinds = kinds
    this.#kindCount = count
    this.#symbols = ((letters + 1) * count) << answerBits
    this.#keeps = this.#symbols <= mostSymbols && answerBits <= mostAnswerBits
    this.#rows = new Int32Array(machine.words * 8)
    this.#steps = new Int32Array(this.#keeps ? this.#symbols * 8 : 0).fill(-1)
    this.#next = 1
  }

  get #newRows(): number {
    return Math.min(mostNewRows, mostSteps / this.#symbols)
  }

  /**
   * Goes over a text from its end to its start and fills `rows` with the rows of all places, good until the next run.
   * `answers` holds the bits asked of the caller.
   */
  run({ letters, length }: TextLetters, answers: Int32Array | undefined, rows: Int32Array): void {
    this.#begin()
    let row = 0
    for (let place = length; place >= 0; place--) {
      const previous = place === 0 ? -1 : (letters[place - 1] as number)
      const asked = answers === undefined ? 0 : (answers[place] as number)
      row = this.#step(row, letters[place] as number, previous, asked)
      rows[place] = row
    }
  }

  #begin(): void {
    this.#made = 0
    if (this.#complete) return
    if (this.#kept > mostRows || this.#kept * this.#symbols > mostSteps) this.#forget()
    this.#next = this.#kept + 1
    const needed = this.#next * this.machine.words
    if (this.#rows.length > mostIdleWords && this.#rows.length > 4 * needed)
      this.#rows = this.#rows.slice(0, 2 * needed)
  }

  /**
   * The row of a place: `after` is the row of the place after it (0 at the end of the text), `letter` the character
   * there, `previous` the character before (-1 at the start of the text), `answers` the bits asked of the caller.
   */
  #step(after: number, letter: number, previous: number, answers: number): number {
    const kindCount = this.#kindCount
    let symbol = letter
    if (kindCount > 1) {
      const trait = previous < 0 ? 16 : (this.machine.traits[previous] as number)
      symbol = letter * kindCount + (this.#kinds[trait] as number)
    }
    symbol = (symbol << this.#answerBits) | answers
    if (this.#keeps && after <= this.#kept) {
      const known = this.#steps[after * this.#symbols + symbol] as number
      if (known >= 0) return known
    }
    return this.#make(after, letter, previous, answers, symbol)
  }

  /** True when a state leads to a match from the place of a row. */
  isAlive(row: number, state: number): boolean {
    return hasBit(this.#rows, row * this.machine.words, state)
  }

  /** The bits of all rows, `machine.words` words for each; good until the next step. */
  get rows(): Int32Array {
    return this.#rows
  }

  /**
   * Makes all rows that any text can lead to and keeps them for good, so that every step is one look; false (and
   * nothing changed for the worse) when there are too many of them, or more than `mostEvaluations` steps between them.
   */
  complete(mostEvaluations: number): boolean {
    if (!this.#keeps) return false
    const befores = representatives(this.machine)
    const answers = 1 << this.#answerBits
    this.#complete = true
    const visit = (row: number, letter: number) => {
      for (const previous of befores)
        for (let bits = 0; bits < answers; bits++) this.#step(row, letter, previous, bits)
    }
    visit(0, this.#letters)
    for (let row = 1; row <= this.#kept; row++) {
      const words = row * this.machine.words
      if (
        row > mostAllRows ||
        row * this.#symbols > Math.min(mostAllSteps, mostEvaluations) ||
        words > mostAllWords
      ) {
        this.#complete = false
        this.#forget()
        return false
      }
      for (let letter = 0; letter < this.#letters; letter++) visit(row, letter)
    }
    return true
  }

  #forget(): void {
    this.#known.clear()
    this.#steps.fill(-1)
    this.#kept = 0
    this.#next = 1
  }

  #make(after: number, letter: number, previous: number, answers: number, symbol: number): number {
    const { words } = this.machine
    const row = this.#next
    this.#room(row)
    evaluateRow(
      this.machine,
      this.#rows,
      after * words,
      row * words,
      letter,
      this.#seen(letter, previous),
      answers,
    )
    if (!this.#keeps || (this.#made > this.#newRows && !this.#complete) || after > this.#kept) {
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
    const is = letter === this.#letters ? textEndSeen : (traits[letter] as number)
    return was | (is << 4)
  }

  #find(row: number): number {
    const { words } = this.machine
    const rows = this.#rows
    let hash = 17
    for (let i = row * words; i < (row + 1) * words; i++)
      hash = (Math.imul(hash, 31) + (rows[i] as number)) | 0
    const candidates = this.#known.get(hash) ?? []
    for (const candidate of candidates)
      if (sameRow(rows, candidate * words, row * words, words)) return candidate
    this.#known.set(hash, [...candidates, row])
    this.#kept = row
    this.#next = row + 1
    this.#made++
    return row
  }

  #room(row: number): void {
    const { words } = this.machine
    if ((row + 1) * words > this.#rows.length) {
      const rows = new Int32Array(2 * (row + 1) * words)
      rows.set(this.#rows)
      this.#rows = rows
    }
    if (
      this.#keeps &&
      (this.#made <= this.#newRows || this.#complete) &&
      (row + 1) * this.#symbols > this.#steps.length
    ) {
      const steps = new Int32Array(2 * (row + 1) * this.#symbols).fill(-1)
      steps.set(this.#steps)
      this.#steps = steps
    }
  }
}

function sameRow(rows: Int32Array, a: number, b: number, words: number): boolean {
  for (let i = 0; i < words; i++) if (rows[a + i] !== rows[b + i]) return false
  return true
}

/** One letter (or -1, the text's start) for each thing that can stand before a place. */
function representatives(machine: Machine): number[] {
  const byKind = new Map<number, number>([[kindsOf(machine).kinds[16] as number, -1]])
  const { kinds } = kindsOf(machine)
  for (let letter = 0; letter < machine.traits.length - 1; letter++) {
    const kind = kinds[machine.traits[letter] as number] as number
    if (!byKind.has(kind)) byKind.set(kind, letter)
  }
  return [...byKind.values()]
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
