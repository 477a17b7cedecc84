import type { WashFailure } from '@dwmops/core'

const mostLines = 20

/** Names the first records that failed, a line each, and counts the others: a file of the wrong kind is not reported a row at a time. */
export class FailureLines {
  readonly #say: (line: string) => void
  #failures = 0

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  add(line: number, { code, reason }: Pick<WashFailure, 'code' | 'reason'>): void {
    this.#failures += 1
    if (this.#failures <= mostLines) this.#say(`line ${line}: ${code}: ${reason}`)
  }

  end(): void {
    const hidden = this.#failures - mostLines
    if (hidden > 0) this.#say(`and ${hidden} more records failed; --rejects FILE collects them all`)
  }
}
