/** A count by row. */
export class Tally {
  #counts = new Uint32Array(1024)

  of(row: number): number {
    return this.#counts[row] ?? 0
  }

  add(row: number): void {
    if (row >= this.#counts.length) {
      const more = new Uint32Array(Math.max(row + 1, this.#counts.length * 2))
      more.set(this.#counts)
      this.#counts = more
    }
    this.#counts[row] = this.of(row) + 1
  }
}
