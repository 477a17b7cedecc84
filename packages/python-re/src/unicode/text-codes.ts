import { codePointEnd } from './char-set.ts'

/** A value as code points; the array is shared and good until the next value is read. */
export class TextCodes {
  readonly value: string
  readonly length: number
  /** After the last code point comes one that is in no set. */
  readonly codes: Int32Array
  readonly #indexes: readonly number[] | undefined

  constructor(value: string, codes: Int32Array, indexes: readonly number[] | undefined) {
    this.value = value
    this.length = indexes === undefined ? value.length : indexes.length - 1
    this.codes = codes
    this.#indexes = indexes
  }

  /** The text between two places. */
  slice(from: number, to: number): string {
    const indexes = this.#indexes
    return indexes === undefined ? this.value.slice(from, to) : this.value.slice(indexes[from], indexes[to])
  }
}

let codes = new Int32Array(1024)
let last: TextCodes | undefined

/** Reads a value; the code after the last stands for the end of the text. */
export function readText(value: string): TextCodes {
  if (last?.value !== value) last = read(value)
  return last
}

function read(value: string): TextCodes {
  const { length } = value
  if (length >= codes.length) codes = new Int32Array(2 * length)
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i)
    if (code >= 0xd800 && code <= 0xdfff) return readCodePoints(value)
    codes[i] = code
  }
  codes[length] = codePointEnd
  return new TextCodes(value, codes, undefined)
}

function readCodePoints(value: string): TextCodes {
  const indexes: number[] = []
  for (let i = 0; i < value.length; i++) {
    const code = value.codePointAt(i) as number
    codes[indexes.length] = code
    indexes.push(i)
    if (code > 0xffff) i++
  }
  codes[indexes.length] = codePointEnd
  indexes.push(value.length)
  return new TextCodes(value, codes, indexes)
}
