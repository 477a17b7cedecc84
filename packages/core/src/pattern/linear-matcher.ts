import { AliveTable } from './alive-table.ts'
import { type Alphabet, alphabetOf } from './alphabet.ts'
import type { Automaton } from './build-states.ts'
import { CharSet } from './char-set.ts'
import { checkCost, freeStates } from './cost.ts'
import { type Fold, lowerCase } from './letter-case.ts'
import { type AnswerBits, machineOf } from './machine.ts'
import type { Found, Matcher } from './matcher.ts'
import { PatternError } from './pattern-error.ts'
import type { StateGraph } from './state-graph.ts'
import { readText, type TextLetters } from './text-letters.ts'
import { asciiClasses, unicodeClasses } from './unicode-classes.ts'
import { type BehindTrail, walk } from './walk.ts'

interface Comparison {
  readonly distance: number
  readonly fold: Fold
}

interface Behind {
  readonly table: AliveTable
  readonly width: number
  readonly hasGroups: boolean
  rows: Int32Array
}

/** Runs an automaton over texts, in time that grows with the text's length alone. */
export class LinearMatcher implements Matcher {
  readonly #alphabet: Alphabet
  readonly #table: AliveTable
  readonly #behinds: readonly Behind[]
  readonly #comparisons: readonly Comparison[]
  readonly #marks: Int32Array
  readonly #behindTrail: BehindTrail
  #rows = new Int32Array(256)
  #answers = new Int32Array(256)

  constructor(automaton: Automaton, groupCount: number) {
    const { graph, lookBehinds } = automaton
    const comparisons = new Map<string, Comparison & { readonly bit: number }>()
    const bits: AnswerBits = {
      behind: (index) => index,
      same: (key) => comparisons.get(key)?.bit ?? 0,
    }
    for (const state of graph.states) {
      const key = state.op === 'same' ? `${state.distance}${state.fold}` : ''
      if (state.op !== 'same' || comparisons.has(key)) continue
      comparisons.set(key, { ...state, bit: lookBehinds.length + comparisons.size })
    }
    const bitCount = lookBehinds.length + comparisons.size
    if (bitCount > mostAnswers) {
      throw new PatternError(
        'PATTERN_REFUSED',
        `more than ${mostAnswers} look-behinds and back-reference distances`,
      )
    }
    this.#comparisons = [...comparisons.values()]
    this.#alphabet = alphabetOf(setsOf(graph))
    const tableOf = (roots: readonly number[]) =>
      new AliveTable(machineOf(graph, roots, this.#alphabet, bits), this.#alphabet.size, bitCount)
    this.#table = tableOf([automaton.start, automaton.startNonEmpty])
    this.#behinds = lookBehinds.map(({ start, width, hasGroups }) => ({
      table: tableOf([start]),
      width,
      hasGroups,
      rows: new Int32Array(0),
    }))
    if (graph.states.length > freeStates) {
      checkCost(
        this.#table,
        this.#behinds.map((behind) => behind.table),
        automaton.matchesOnce && !graph.hasLoops,
      )
    }
    this.#marks = new Int32Array(2 * (groupCount + 1))
    this.#behindTrail = (bit) => {
      const behind = this.#behinds[bit]
      return behind?.hasGroups ? { trail: behind, width: behind.width } : undefined
    }
  }

  get table(): AliveTable {
    return this.#table
  }

  /** True when a match begins at the start of the value. */
  matchesAtStart(value: string): boolean {
    this.read(value)
    return this.isMatchAt(0)
  }

  /** Reads a value for `find`; its length in characters. */
  read(value: string): TextLetters {
    const text = readText(value, this.#alphabet)
    this.#answer(text)
    if (this.#rows.length <= text.length) this.#rows = new Int32Array(2 * text.length + 16)
    this.#table.run(text, this.#askedAnswers, this.#rows)
    return text
  }

  /** The match that begins at a place of the value read last, if any. */
  find(place: number, nonEmpty: boolean): Found | undefined {
    const table = this.#table
    const start = table.machine.roots[nonEmpty ? 1 : 0] as number
    if (!table.isAlive(this.#rows[place] as number, start)) return undefined
    const marks = this.#marks.fill(-1)
    const end = walk({ table, rows: this.#rows }, place, start, marks, this.#behindTrail)
    return { end, marks }
  }

  /** True when a match begins at a place of the value read last. */
  isMatchAt(place: number): boolean {
    return this.#table.isAlive(this.#rows[place] as number, this.#table.machine.roots[0] as number)
  }

  get #hasAnswers(): boolean {
    return this.#behinds.length + this.#comparisons.length > 0
  }

  get #askedAnswers(): Int32Array | undefined {
    return this.#hasAnswers ? this.#answers : undefined
  }

  /** Works out the bits that states ask for: comparisons with earlier characters, then look-behinds in their order. */
  #answer(text: TextLetters): void {
    if (!this.#hasAnswers) return
    const { length } = text
    if (this.#answers.length <= length) this.#answers = new Int32Array(2 * length + 16)
    this.#answers.fill(0, 0, length + 1)
    const folded = new Map<Fold, Int32Array>()
    for (const [i, { distance, fold }] of this.#comparisons.entries()) {
      const codes = folded.get(fold) ?? foldCodes(text, fold)
      folded.set(fold, codes)
      this.#compare(codes, length, distance, 1 << (this.#behinds.length + i))
    }
    for (const [bit, behind] of this.#behinds.entries()) {
      if (behind.rows.length <= length) behind.rows = new Int32Array(2 * length + 16)
      behind.table.run(text, this.#answers, behind.rows)
      const root = behind.table.machine.roots[0] as number
      for (let i = behind.width; i <= length; i++) {
        if (behind.table.isAlive(behind.rows[i - behind.width] as number, root))
          this.#answers[i] = (this.#answers[i] as number) | (1 << bit)
      }
    }
  }

  #compare(codes: Int32Array, length: number, distance: number, bit: number): void {
    const answers = this.#answers
    for (let i = distance; i < length; i++) {
      if (codes[i] === codes[i - distance]) answers[i] = (answers[i] as number) | bit
    }
  }
}

/** With more yes-or-no answers than this hardly a row comes twice, and making rows is what costs. */
const mostAnswers = 8

function foldCodes({ codes, length }: TextLetters, fold: Fold): Int32Array {
  if (fold === 'none') return codes
  const folded = new Int32Array(length)
  for (let i = 0; i < length; i++) folded[i] = lowerCase(codes[i] as number, fold)
  return folded
}

function setsOf(graph: StateGraph): CharSet[] {
  const sets = new Set<CharSet>()
  for (const state of graph.states) {
    if (state.op === 'character') sets.add(state.set)
    if (state.op !== 'place') continue
    if (state.at === 'boundary' || state.at === 'notBoundary') {
      sets.add(state.ascii ? asciiClasses.word : unicodeClasses.word)
    } else if (state.at === 'lineStart') sets.add(CharSet.of(10))
  }
  return [...sets]
}
