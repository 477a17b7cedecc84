import { PatternError, type PatternErrorCode } from '../pattern-error.ts'

/** Reads a pattern (or a replacement) piece by piece: a piece is a character, or a backslash with what follows it. */
export class PatternSource {
  readonly text: string
  readonly #code: PatternErrorCode
  #index = 0
  #next: string | undefined

  constructor(text: string, code: PatternErrorCode = 'PATTERN_SYNTAX') {
    this.text = text
    this.#code = code
    this.#advance()
  }

  /** The piece that comes next; undefined at the end. */
  get next(): string | undefined {
    return this.#next
  }

  /** Where the next piece begins. */
  get position(): number {
    return this.#index - (this.#next?.length ?? 0)
  }

  take(): string | undefined {
    const piece = this.#next
    this.#advance()
    return piece
  }

  takeIf(piece: string): boolean {
    if (this.#next !== piece) return false
    this.#advance()
    return true
  }

  /** Up to `most` pieces which are all in `allowed`. */
  takeWhile(most: number, allowed: string): string {
    let taken = ''
    while (taken.length < most && this.#next?.length === 1 && allowed.includes(this.#next))
      taken += this.take()
    return taken
  }

  /** The text before the next `end`, which is taken too; `name` says in errors what was expected. */
  takeUntil(end: string, name: string): string {
    let taken = ''
    for (;;) {
      const piece = this.take()
      if (piece === undefined) {
        throw taken === ''
          ? this.error(`missing ${name}`)
          : this.error(`missing ${end}, unterminated name`, taken.length)
      }
      if (piece === end) {
        if (taken === '') throw this.error(`missing ${name}`, 1)
        return taken
      }
      taken += piece
    }
  }

  seek(position: number): void {
    this.#index = position
    this.#advance()
  }

  /** An error `back` units before the next piece. */
  error(reason: string, back = 0): PatternError {
    return new PatternError(this.#code, reason, Math.max(0, this.position - back))
  }

  #advance(): void {
    const piece = this.#characterAt(this.#index)
    this.#next = piece
    if (piece === undefined) return
    this.#index += piece.length
    if (piece !== '\\') return
    const escaped = this.#characterAt(this.#index)
    if (escaped === undefined) {
      throw new PatternError(this.#code, 'bad escape (end of pattern)', this.text.length - 1)
    }
    this.#next = piece + escaped
    this.#index += escaped.length
  }

  #characterAt(index: number): string | undefined {
    const code = this.text.codePointAt(index)
    return code === undefined ? undefined : String.fromCodePoint(code)
  }
}
