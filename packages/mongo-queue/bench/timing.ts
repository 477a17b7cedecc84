/** Durations of one kind of thing, in milliseconds. */
export class Timing {
  readonly #all: number[] = []

  async take<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    const result = await work()
    this.add(performance.now() - start)
    return result
  }

  add(ms: number): void {
    this.#all.push(ms)
  }

  get sum(): number {
    return this.#all.reduce((sum, one) => sum + one, 0)
  }

  get count(): number {
    return this.#all.length
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.sum / this.count
  }

  get median(): number {
    return this.quantile(0.5)
  }

  static medianOf(all: readonly number[]): number {
    return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
  }

  /** The value that this share of all stays below. */
  quantile(share: number): number {
    return this.#all.toSorted((a, b) => a - b)[Math.floor(this.count * share)] ?? 0
  }
}
