import { linesIn } from './lines-in.ts'

/** A part of a file that ends where a row ends, so that it can be read by itself. */
export interface Chunk {
  readonly text: string
  /** The line on which it begins, from 1. */
  readonly line: number
  readonly isFirst: boolean
}

/** Characters of a chunk, or a row more: enough that its rows are read at one go, few enough that their records die young. */
export const chunkCharacters = 1 << 15

/**
 * Cuts text into chunks where rows end: after any line end outside quotes, or with `quotes` false after each line feed. What is
 * there of whole rows when the text breaks off with an error comes first, then the error.
 */
export async function* chunksOf(
  text: AsyncIterable<string>,
  { quotes, line, size = chunkCharacters }: { quotes: boolean; line: number; size?: number },
): AsyncGenerator<Chunk> {
  const cutter = new Cutter(quotes, line)
  try {
    for await (const piece of text) {
      for (let at = 0; at < piece.length; at += size) {
        cutter.add(piece.slice(at, at + size))
        if (cutter.length >= size) yield* cutter.cut()
      }
    }
  } catch (error) {
    yield* cutter.cut()
    throw error
  }
  yield* cutter.rest()
}

/** Collects pieces of text, and knows where the last row in them ends. */
class Cutter {
  length = 0
  readonly #quotes: boolean
  #line: number
  #isFirst = true
  #pieces: string[] = []
  #isWithinQuotes = false
  /** Characters up to the last end of a row. */
  #rowsEnd = 0

  constructor(quotes: boolean, line: number) {
    this.#quotes = quotes
    this.#line = line
  }

  add(piece: string): void {
    const end = this.#quotes ? this.#endOutsideQuotes(piece) : piece.lastIndexOf('\n') + 1
    if (end > 0) this.#rowsEnd = this.length + end
    this.#pieces.push(piece)
    this.length += piece.length
  }

  *cut(): Generator<Chunk> {
    if (this.#rowsEnd === 0) return
    const all = this.#pieces.join('')
    const rest = all.slice(this.#rowsEnd)
    yield this.#chunk(all.slice(0, this.#rowsEnd))
    this.#pieces = [rest]
    this.length = rest.length
    this.#rowsEnd = 0
  }

  *rest(): Generator<Chunk> {
    if (this.length > 0 || this.#isFirst) yield this.#chunk(this.#pieces.join(''))
  }

  #chunk(text: string): Chunk {
    const chunk = { text, line: this.#line, isFirst: this.#isFirst }
    this.#line += linesIn(text)
    this.#isFirst = false
    return chunk
  }

  /** In CSV an even number of quotes stands before the end of a row; the place behind the last such end, 0 where there is none. */
  #endOutsideQuotes(piece: string): number {
    const quotes: number[] = []
    for (let at = piece.indexOf('"'); at >= 0; at = piece.indexOf('"', at + 1)) quotes.push(at)
    const beganWithin = this.#isWithinQuotes
    this.#isWithinQuotes = beganWithin !== (quotes.length % 2 === 1)
    let end = piece.length
    let isWithin = this.#isWithinQuotes
    for (let next = quotes.length - 1; next >= -1; next -= 1) {
      const start = quotes[next] ?? -1
      const found = isWithin ? 0 : rowEnd(piece, start + 1, end)
      if (found > 0) return found
      isWithin = !isWithin
      end = start
    }
    return 0
  }
}

/** The place behind the last line end between two places; a CR at the very end may be half of one. */
function rowEnd(text: string, start: number, end: number): number {
  for (let at = end - 1; at >= start; at -= 1) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && at < text.length - 1 && text.charCodeAt(at + 1) !== 10)) return at + 1
  }
  return 0
}
