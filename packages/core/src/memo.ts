/**
 * Remembers results by text, at most `size` of them, and forgets what was not asked for longest.
 * Two generations instead of a linked list: a full young one becomes the old one, and what is still asked for moves over.
 */
export class Memo<Result> {
  readonly #limit: number
  #young = new Map<string, Result>()
  #old = new Map<string, Result>()

  constructor(size: number) {
    this.#limit = Math.ceil(size / 2)
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }

  get(text: string): Result | undefined {
    const young = this.#young.get(text)
    if (young !== undefined) return young
    const old = this.#old.get(text)
    if (old !== undefined) this.set(text, old)
    return old
  }

  set(text: string, result: Result): void {
    if (this.#young.size >= this.#limit) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(text, result)
  }
}
