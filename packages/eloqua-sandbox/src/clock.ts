/** The sandbox's time in epoch milliseconds: runs with the real one or only when it is moved. Tests move it. */
export class Clock {
  readonly manual: boolean
  readonly #origin: number
  readonly #started = performance.now()
  #moved = 0

  constructor({ manual = false, startAt = Date.now() }: { manual?: boolean; startAt?: number } = {}) {
    this.manual = manual
    this.#origin = startAt
  }

  now(): number {
    const ran = this.manual ? 0 : performance.now() - this.#started
    return Math.floor(this.#origin + ran + this.#moved)
  }

  advance(ms: number): void {
    this.#moved += ms
  }
}
