import { ReachedPlaces } from './reached-places.ts'
import { before, type ScanProgram, type ScanState } from './scan-program.ts'

/** The patterns that may match at the start of a text, by position, ascending; no other one does. */
export interface Candidates {
  readonly positions: readonly number[]
  /** True when the last of them matches for certain. */
  readonly lastIsSure: boolean
}

/** A state of a scan: where in the program it goes on, and what stands before, as far as that is asked. */
interface Kernel {
  readonly places: Int32Array
  readonly seen: number
}

/**
 * Makes the states of a scan out of a program, each once: what is reached with a letter from what was reached before
 * it. A pattern that has matched stays matched; what could only come after a sure match is dropped.
 */
export class StateMaker {
  /** Places of the program looked at so far. */
  work = 0
  /** Places in all kernels. */
  size = 0
  readonly answers: Candidates[] = []
  readonly #program: ScanProgram
  readonly #kernels: Kernel[] = []
  readonly #kernelsByHash = new Map<number, number[]>()
  readonly #answerNumbers = new Map<string, number>()
  /** What is reached without taking a letter, and then with it. */
  readonly #standing: ReachedPlaces
  readonly #following: ReachedPlaces

  constructor(program: ScanProgram) {
    this.#program = program
    this.#standing = new ReachedPlaces(program.states.length)
    this.#following = new ReachedPlaces(program.states.length)
    this.#kernelNumber([...program.starts], before.textStart)
  }

  /** How many states there are; the first one is where every text starts. */
  get count(): number {
    return this.#kernels.length
  }

  /**
   * The state after a letter (or the end of the text), or ~the number of the answer where nothing can change it any
   * more. `isLike`: the letter may be like the one before it.
   */
  successor(from: number, letter: number, isLike: boolean): number {
    const { alphabet, traits } = this.#program
    const atEnd = letter === alphabet.size
    const standing = this.#reach(this.#kernels[from] as Kernel, letter)
    const left = this.#withoutHopeless(
      atEnd ? standing.filter(this.#isDone) : this.#take(standing, letter, isLike),
    )
    if (atEnd || left.every(this.#isDone)) return ~this.#answerNumber(left)
    return this.#kernelNumber(left, traits[letter] as number)
  }

  readonly #isDone = (place: number): boolean => this.#state(place).op === 'done'

  #state(place: number): ScanState {
    return this.#program.states[place] as ScanState
  }

  /** All places that a kernel leads to before the next letter is taken. */
  #reach({ places, seen }: Kernel, letter: number): readonly number[] {
    const reached = this.#standing
    reached.begin()
    for (const place of places) reached.add(place)
    for (let index = 0; index < reached.places.length; index += 1) {
      const state = this.#state(reached.places[index] as number)
      if (state.op === 'choice') for (const option of state.to) reached.add(option)
      else if (state.op === 'place' && this.#holds(state, seen, letter)) reached.add(state.next)
    }
    this.work += reached.places.length
    return reached.places
  }

  #take(standing: readonly number[], letter: number, isLike: boolean): number[] {
    const { alphabet, members } = this.#program
    const followers = this.#following
    followers.begin()
    for (const place of standing) {
      const state = this.#state(place)
      if (state.op === 'done') followers.add(place)
      if (state.op !== 'character' || (state.likePrevious && !isLike)) continue
      if (members[state.set * alphabet.size + letter] === 1) followers.add(state.next)
    }
    return followers.places
  }

  #withoutHopeless(places: readonly number[]): number[] {
    const { owners, isExact } = this.#program
    const matched = new Set(places.filter(this.#isDone).map((place) => owners[place] as number))
    const sure = Math.min(...[...matched].filter((owner) => isExact[owner]))
    return places
      .filter((place) => {
        const owner = owners[place] as number
        return owner <= sure && (this.#isDone(place) || !matched.has(owner))
      })
      .sort((left, right) => left - right)
  }

  /** In a text of one line; Python finds neither \b nor \B in an empty text. */
  #holds(state: ScanState & { readonly op: 'place' }, seen: number, letter: number): boolean {
    const { alphabet, traits } = this.#program
    const atStart = (seen & before.textStart) !== 0
    const atEnd = letter === alphabet.size
    if (state.at === 'start' || state.at === 'lineStart') return atStart
    if (state.at !== 'boundary' && state.at !== 'notBoundary') return atEnd
    const word = state.ascii ? before.asciiWord : before.word
    const changes = (seen & word) !== ((traits[letter] as number) & word)
    return !(atStart && atEnd) && changes === (state.at === 'boundary')
  }

  #kernelNumber(places: readonly number[], trait: number): number {
    let asks = 0
    let hash = 17
    for (const place of places) {
      asks |= this.#program.asks[place] as number
      hash = (Math.imul(hash, 31) + place) | 0
    }
    const seen = trait & asks
    const alike = this.#kernelsByHash.get(hash) ?? []
    const known = alike.find((number) => isKernel(this.#kernels[number] as Kernel, places, seen))
    if (known !== undefined) return known
    this.size += places.length
    const number = this.#kernels.push({ places: Int32Array.from(places), seen }) - 1
    this.#kernelsByHash.set(hash, [...alike, number])
    return number
  }

  #answerNumber(done: readonly number[]): number {
    const { owners, isExact } = this.#program
    const key = done.join()
    const known = this.#answerNumbers.get(key)
    if (known !== undefined) return known
    const positions = done.map((place) => owners[place] as number)
    const last = positions.at(-1)
    const number =
      this.answers.push({ positions, lastIsSure: last !== undefined && isExact[last] === true }) - 1
    this.#answerNumbers.set(key, number)
    return number
  }
}

function isKernel(kernel: Kernel, places: readonly number[], seen: number): boolean {
  return (
    kernel.seen === seen &&
    kernel.places.length === places.length &&
    places.every((place, index) => place === kernel.places[index])
  )
}
