const mostValues = 20_000

/** Counts values in bounded memory: where there are too many, those seen once are forgotten, so that the frequent ones stay right. */
export class FrequentValues {
  readonly #counts = new Map<string, number>()

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1)
    if (this.#counts.size > mostValues) this.#forgetRare()
  }

  /** The most frequent ones, most first. */
  most(limit: number): { value: string; count: number }[] {
    return [...this.#counts]
      .map(([value, count]) => ({ value, count }))
      .toSorted((one, other) => other.count - one.count)
      .slice(0, limit)
  }

  /** Where all were seen more often, the least often seen go. */
  #forgetRare(): void {
    const least = Math.min(...this.#counts.values())
    for (const [value, count] of this.#counts) if (count === least) this.#counts.delete(value)
  }
}
