import type { Place } from '../tree/syntax-tree.ts'
import { type Alphabet, alphabetOf } from '../unicode/alphabet.ts'
import { CharSet } from '../unicode/char-set.ts'
import { asciiClasses, unicodeClasses } from '../unicode/unicode-classes.ts'
import { emptyOutline, type Outline, type PatternOutline } from './outline.ts'

/** What may be asked of the character before a place: whether there is none, whether it belongs to a word. */
export const before = { textStart: 1, word: 2, asciiWord: 4 } as const

/** One state of a program; `done` says that its pattern has matched. */
export type ScanState =
  | { readonly op: 'character'; readonly set: number; readonly likePrevious: boolean; readonly next: number }
  | { readonly op: 'place'; readonly at: Place['at']; readonly ascii: boolean; readonly next: number }
  | { readonly op: 'choice'; readonly to: readonly number[] }
  | { readonly op: 'done' }

/** The states of many patterns beside each other, which are tried at the start of a text at once. */
export interface ScanProgram {
  readonly states: readonly ScanState[]
  /** The pattern that each state belongs to; patterns have their states in turn. */
  readonly owners: Int32Array
  /** Where each pattern starts. */
  readonly starts: readonly number[]
  readonly isExact: readonly boolean[]
  /** Bits of `before` that each state asks about, itself or through others at the same place. */
  readonly asks: Uint8Array
  readonly alphabet: Alphabet
  /** Whether a set has a letter: `members[set * alphabet.size + letter]`. */
  readonly members: Uint8Array
  /** What there is to know of each letter (bits of `before`); the last entry is the end of the text. */
  readonly traits: Uint8Array
  /** True when some character must be like the one before it. */
  readonly comparesPrevious: boolean
}

const lineFeedSet = CharSet.of(10)

/** Patterns for which there is no room left are not followed: they match every text. */
const mostStates = 50_000

export function scanProgramOf(wanted: readonly PatternOutline[]): ScanProgram {
  let size = 0
  const patterns = wanted.map((pattern) => {
    size += pattern.size
    return size > mostStates ? emptyOutline : pattern
  })
  const builder = new ProgramBuilder()
  const starts = patterns.map(({ outline }, owner) => builder.add(outline, owner))
  const { states, owners, sets } = builder
  const known = [...sets.keys(), lineFeedSet, unicodeClasses.word, asciiClasses.word]
  const alphabet = alphabetOf(known)
  const members = new Uint8Array(sets.size * alphabet.size)
  for (const [set, number] of sets) {
    for (const letter of alphabet.lettersIn(set)) members[number * alphabet.size + letter] = 1
  }
  return {
    states,
    owners: Int32Array.from(owners),
    starts,
    isExact: patterns.map(({ exact }) => exact),
    asks: asksOf(states),
    alphabet,
    members,
    traits: traitsOf(alphabet),
    comparesPrevious: states.some((state) => state.op === 'character' && state.likePrevious),
  }
}

class ProgramBuilder {
  readonly states: ScanState[] = []
  readonly owners: number[] = []
  readonly sets = new Map<CharSet, number>()
  #owner = 0

  add(outline: Outline, owner: number): number {
    this.#owner = owner
    return this.#build(outline, this.#state({ op: 'done' }))
  }

  #build(outline: Outline, next: number): number {
    switch (outline.kind) {
      case 'character': {
        const { likePrevious } = outline
        return this.#state({ op: 'character', set: this.#setNumber(outline.set), likePrevious, next })
      }
      case 'place':
        return this.#state({ op: 'place', at: outline.at, ascii: outline.ascii, next })
      case 'sequence':
        return outline.items.reduceRight((then, item) => this.#build(item, then), next)
      case 'choice':
        return this.#state({ op: 'choice', to: outline.options.map((option) => this.#build(option, next)) })
      case 'repeat': {
        let start = outline.most === Number.POSITIVE_INFINITY ? this.#loop(outline.body, next) : next
        const optional = Number.isFinite(outline.most) ? outline.most - outline.least : 0
        for (let round = 0; round < optional; round++) {
          start = this.#state({ op: 'choice', to: [this.#build(outline.body, start), next] })
        }
        for (let round = 0; round < outline.least; round++) start = this.#build(outline.body, start)
        return start
      }
    }
  }

  #loop(body: Outline, next: number): number {
    const to = [next]
    const loop = this.#state({ op: 'choice', to })
    to.push(this.#build(body, loop))
    return loop
  }

  #state(state: ScanState): number {
    this.owners.push(this.#owner)
    return this.states.push(state) - 1
  }

  #setNumber(set: CharSet): number {
    const number = this.sets.get(set) ?? this.sets.size
    this.sets.set(set, number)
    return number
  }
}

function asksOf(states: readonly ScanState[]): Uint8Array {
  const asks = new Uint8Array(states.length)
  for (let changed = true; changed; ) {
    changed = false
    for (const [number, state] of states.entries()) {
      let asked = asks[number] as number
      if (state.op === 'choice') for (const option of state.to) asked |= asks[option] as number
      if (state.op === 'place') asked |= (asks[state.next] as number) | askOf(state)
      changed ||= asked !== asks[number]
      asks[number] = asked
    }
  }
  return asks
}

function askOf({ at, ascii }: { readonly at: Place['at']; readonly ascii: boolean }): number {
  if (at === 'start' || at === 'lineStart') return before.textStart
  if (at !== 'boundary' && at !== 'notBoundary') return 0
  return before.textStart | (ascii ? before.asciiWord : before.word)
}

function traitsOf(alphabet: Alphabet): Uint8Array {
  const traits = new Uint8Array(alphabet.size + 1)
  for (const letter of alphabet.lettersIn(unicodeClasses.word)) traits[letter] = before.word
  for (const letter of alphabet.lettersIn(asciiClasses.word)) {
    traits[letter] = (traits[letter] as number) | before.asciiWord
  }
  return traits
}
