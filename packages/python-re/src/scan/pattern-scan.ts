import type { PatternOutline } from './outline.ts'
import { type ScanProgram, scanProgramOf } from './scan-program.ts'
import { type Candidates, StateMaker } from './state-maker.ts'

/** What a table may grow to; then it starts afresh with the next text. */
const mostSteps = 1 << 18
const mostPlaces = 1 << 17
/** How many places of the program new states may look at for one text. */
const mostWork = 10_000
/** A table that is full after fewer texts than this is not worth it, and rests for some texts. */
const worthwhileTexts = 5_000
const restTexts = 100_000

const unknown = -1

/**
 * Tries many patterns at the start of a text in one pass over it. The states of the pass are made as texts lead to
 * them and kept, so that in the long run a character costs one look into a table.
 */
export class PatternScan {
  readonly #program: ScanProgram
  /** Letters, the end of the text among them, each twice when it matters whether it may be like the one before. */
  readonly #symbols: number
  #maker: StateMaker
  /** By state and symbol: where the steps of the next state begin, or -2 - the number of an answer, or unknown. */
  #steps = new Int32Array(0)
  #workLimit = 0
  #texts = 0
  #rest = 0

  constructor(patterns: readonly PatternOutline[]) {
    this.#program = scanProgramOf(patterns)
    const { alphabet, comparesPrevious } = this.#program
    this.#symbols = (alphabet.size + 1) * (comparesPrevious ? 2 : 1)
    this.#maker = new StateMaker(this.#program)
    this.#makeRoom()
  }

  /**
   * The patterns to try; undefined when the text has to be looked at without the scan: because it has a line feed, or
   * is so unlike the texts before it that scanning would cost more than it saves.
   */
  find(text: string): Candidates | undefined {
    if (!this.#isReady()) return undefined
    const { alphabet, comparesPrevious } = this.#program
    const { ascii } = alphabet
    this.#workLimit = this.#maker.work + mostWork
    let steps = this.#steps
    let state = 0
    let previous = 0
    for (let index = 0; index < text.length; index += 1) {
      const code = codeAt(text, index)
      if (code > 0xffff) index += 1
      let symbol = code < 128 ? (ascii[code] as number) : alphabet.letterOf(code)
      if (comparesPrevious) symbol = 2 * symbol + (mayBeLike(code, previous) ? 1 : 0)
      previous = code
      let next = steps[state + symbol] as number
      if (next < 0) {
        if (next === unknown && code !== lineFeed) next = this.#make(state, symbol)
        if (next < 0) return this.#answer(next)
        steps = this.#steps
      }
      state = next
    }
    const end = this.#symbols - 1
    const last = steps[state + end] as number
    return this.#answer(last === unknown ? this.#make(state, end) : last)
  }

  #answer(step: number): Candidates | undefined {
    return step === unknown ? undefined : this.#maker.answers[-2 - step]
  }

  #make(state: number, symbol: number): number {
    if (this.#maker.work > this.#workLimit) return unknown
    const { comparesPrevious } = this.#program
    const letter = comparesPrevious ? symbol >> 1 : symbol
    const isLike = comparesPrevious && (symbol & 1) === 1
    const successor = this.#maker.successor(state / this.#symbols, letter, isLike)
    const next = successor < 0 ? successor - 1 : successor * this.#symbols
    this.#makeRoom()
    this.#steps[state + symbol] = next
    return next
  }

  #makeRoom(): void {
    const needed = this.#maker.count * this.#symbols
    if (needed <= this.#steps.length) return
    const steps = new Int32Array(2 * needed).fill(unknown)
    steps.set(this.#steps)
    this.#steps = steps
  }

  /** Starts the table afresh when it is full; false while it rests. */
  #isReady(): boolean {
    if (this.#rest > 0) {
      this.#rest -= 1
      return false
    }
    this.#texts += 1
    if (this.#steps.length <= mostSteps && this.#maker.size <= mostPlaces) return true
    if (this.#texts < worthwhileTexts) this.#rest = restTexts
    this.#texts = 0
    this.#maker = new StateMaker(this.#program)
    this.#steps = new Int32Array(0)
    this.#makeRoom()
    return this.#rest === 0
  }
}

const lineFeed = 10
const lastCapital = 0x5a

/** The code point at an index. */
function codeAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  return unit < 0xd800 ? unit : (text.codePointAt(index) as number)
}

/** False only when two characters are certainly not the same letter, in whatever case: two capitals, digits or signs. */
function mayBeLike(code: number, previous: number): boolean {
  return code === previous || code > lastCapital || previous > lastCapital
}
