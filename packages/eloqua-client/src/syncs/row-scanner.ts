import { EloquaResponseError } from '../errors.ts'

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
const itemsKey = /"items"\s*:\s*$/
/** A row or an envelope larger than this is no row and no envelope. */
const maxHeldBytes = 16 * 1024 * 1024

/**
 * Finds whole rows in a page `{"items": [{...}, ...], "hasMore": ...}` that comes in chunks, the page never held as one.
 * Only looks for the ends of strings and brackets; the rows of a chunk go through JSON.parse together, which is what
 * makes it fast. The page's other properties may stand before or after `items`.
 */
export class RowScanner {
  /** all of the page but the rows, one character a byte: a chunk may end inside a letter */
  #envelope = ''
  #held: Buffer[] = []
  #heldBytes = 0
  #depth = 0
  #inString = false
  #escaped = false
  #inItems = false

  /** The rows that this chunk completes. Throws EloquaResponseError for what is not such a page. */
  push(chunk: Buffer): unknown[] {
    const rows: unknown[] = []
    let from = 0
    while (from < chunk.length)
      from = this.#inItems ? this.#scanItems(chunk, from, rows) : this.#scanEnvelope(chunk, from)
    return rows
  }

  /** The page without its rows. Throws EloquaResponseError when the page is not whole. */
  end(): unknown {
    if (this.#depth !== 0 || this.#inString || this.#envelope.trim() === '') throw broken('ends early')
    // without a mark of the byte order
    return parse(new TextDecoder().decode(Buffer.from(this.#envelope, 'latin1')))
  }

  /** Up to and including the bracket that opens `items`, or the end of the chunk. */
  #scanEnvelope(chunk: Buffer, from: number): number {
    let at = from
    while (at < chunk.length) {
      const byte = chunk[at] ?? 0
      at += 1
      if (this.#skipsString(byte)) continue
      if (byte === openBrace || byte === openBracket) this.#depth += 1
      else if (byte === closeBrace || byte === closeBracket) this.#depth -= 1
      if (byte === openBracket && this.#depth === 2 && this.#opensItems(chunk, from, at)) {
        this.#inItems = true
        return at
      }
    }
    this.#keepEnvelope(chunk, from, at)
    return at
  }

  #opensItems(chunk: Buffer, from: number, at: number): boolean {
    const before = this.#envelope + chunk.toString('latin1', from, at - 1)
    if (!itemsKey.test(before)) return false
    this.#keepEnvelope(chunk, from, at)
    return true
  }

  #keepEnvelope(chunk: Buffer, from: number, to: number): void {
    this.#envelope += chunk.toString('latin1', from, to)
    if (this.#envelope.length > maxHeldBytes) throw broken('is too large beside its rows')
  }

  /** Up to the bracket that closes `items`, which is left to the envelope, or the end of the chunk. */
  #scanItems(chunk: Buffer, from: number, rows: unknown[]): number {
    const { length } = chunk
    let depth = this.#depth
    let inString = this.#inString
    let escaped = this.#escaped
    let rowsEnd = from
    let at = from
    for (; at < length; at += 1) {
      const byte = chunk[at]
      if (inString) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) inString = false
      } else if (byte === quote) inString = true
      else if (byte === openBrace || byte === openBracket) depth += 1
      else if (byte === closeBrace || byte === closeBracket) {
        // depth 2 is between rows: this bracket closes the items
        if (depth === 2) break
        depth -= 1
        if (depth === 2) rowsEnd = at + 1
      }
    }
    this.#depth = depth
    this.#inString = inString
    this.#escaped = escaped
    this.#takeRows(chunk, from, rowsEnd, rows)
    this.#hold(chunk.subarray(rowsEnd, at))
    if (at < length) this.#inItems = false
    return at
  }

  #takeRows(chunk: Buffer, from: number, to: number, rows: unknown[]): void {
    if (to === from) return
    const whole = chunk.subarray(from, to)
    const bytes = this.#heldBytes === 0 ? whole : Buffer.concat([...this.#held, whole])
    this.#held = []
    this.#heldBytes = 0
    const text = bytes.toString('utf8').replace(/^[\s,]+/, '')
    for (const row of parse(`[${text}]`) as unknown[]) rows.push(row)
  }

  #hold(rest: Buffer): void {
    if (rest.length === 0) return
    this.#heldBytes += rest.length
    if (this.#heldBytes > maxHeldBytes) throw broken('has a row that does not end')
    // a copy: the network's buffer would be kept whole for a few bytes
    this.#held.push(Buffer.from(rest))
  }

  #skipsString(byte: number): boolean {
    if (!this.#inString) {
      this.#inString = byte === quote
      return this.#inString
    }
    if (this.#escaped) this.#escaped = false
    else if (byte === backslash) this.#escaped = true
    else if (byte === quote) this.#inString = false
    return true
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // the parser's message quotes the text, which is a contact's data
    throw broken('is not JSON')
  }
}

function broken(how: string): EloquaResponseError {
  return new EloquaResponseError(`export data: the page ${how}`)
}
