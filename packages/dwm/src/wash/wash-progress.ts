/** Shows on a terminal how far a wash is, twice a second; says nothing where nobody looks. */
export class WashProgress {
  readonly #stream: NodeJS.WriteStream
  readonly #isShown: boolean
  readonly #startedAt = performance.now()
  #shownAt = this.#startedAt

  constructor(stream: NodeJS.WriteStream, quiet: boolean) {
    this.#stream = stream
    this.#isShown = stream.isTTY && !quiet
  }

  /** Call it as often as you like. */
  at(records: number): void {
    const now = performance.now()
    if (!this.#isShown || now - this.#shownAt < 500) return
    this.#shownAt = now
    const rate = records / ((now - this.#startedAt) / 1000)
    this.#stream.write(
      `\r${records.toLocaleString('en-US')} records, ${Math.round(rate).toLocaleString('en-US')} a second `,
    )
  }

  /** Wipes the line, so that what is printed next begins at its start. */
  end(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K')
  }
}
