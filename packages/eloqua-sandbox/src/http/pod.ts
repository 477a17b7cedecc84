/** The place where the instance lives; it can move, and then nobody finds it before reading `/id` again. */
export class Pod {
  #number = 0
  /** path before `/API`, such as `/p02`; none until the first move */
  #base = ''
  #unseen = false

  get base(): string {
    return this.#base
  }

  move(to: 'new' | 'same'): void {
    this.#unseen = true
    if (to === 'same') return
    this.#number += 1
    this.#base = `/p${String(this.#number + 1).padStart(2, '0')}`
  }

  /** Whether a request that came in at this base is answered. */
  answersAt(base: string): boolean {
    return !this.#unseen && base === this.#base
  }

  /** Somebody has read `/id`. */
  discovered(): void {
    this.#unseen = false
  }
}
