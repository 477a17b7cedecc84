/** How many lookups make up a trial, which decides whether remembering pays. */
const trialLookups = 2_048
/** With fewer hits than this in a trial, remembering costs more than it saves. */
const worthwhileHits = trialLookups / 8
/** How many lookups pass before the next trial. */
const restLookups = 100_000

/**
 * Remembers results by text, at most `size` of them, and forgets what was not asked for longest: a full young
 * generation becomes the old one, and what is still asked for moves over. Where texts hardly ever come back (names,
 * phone numbers) it rests, for then remembering would only cost time and memory.
 */
export class Memo<Result> {
  readonly #limit: number
  #young = new Map<string, Result>()
  #old = new Map<string, Result>()
  #lookups = 0
  #hits = 0
  #rest = 0

  constructor(size: number) {
    this.#limit = Math.ceil(size / 2)
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }

  /** True while it neither remembers nor recalls anything. */
  get isResting(): boolean {
    return this.#rest > 0
  }

  get(text: string): Result | undefined {
    if (this.#rest > 0) {
      this.#rest -= 1
      return undefined
    }
    this.#lookups += 1
    const result = this.#young.get(text) ?? this.#recall(text)
    if (result !== undefined) this.#hits += 1
    if (this.#lookups === trialLookups) this.#judge()
    return result
  }

  set(text: string, result: Result): void {
    if (this.#rest > 0) return
    if (this.#young.size >= this.#limit) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(text, result)
  }

  #recall(text: string): Result | undefined {
    const result = this.#old.get(text)
    if (result !== undefined) this.set(text, result)
    return result
  }

  #judge(): void {
    if (this.#hits < worthwhileHits) {
      this.#rest = restLookups
      this.#young = new Map()
      this.#old = new Map()
    }
    this.#lookups = 0
    this.#hits = 0
  }
}
