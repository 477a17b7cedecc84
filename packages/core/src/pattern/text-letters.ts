import type { Alphabet } from './alphabet.ts'

/** A value as code points and as letters of an alphabet; the arrays are shared and good until the next value is read. */
export class TextLetters {
  readonly value: string
  readonly length: number
  readonly codes: Int32Array
  readonly letters: Uint16Array
  readonly #indexes: readonly number[] | undefined

  constructor(
    value: string,
    codes: Int32Array,
    letters: Uint16Array,
    indexes: readonly number[] | undefined,
  ) {
    this.value = value
    this.length = indexes === undefined ? value.length : indexes.length - 1
    this.codes = codes
    this.letters = letters
    this.#indexes = indexes
  }

  /** The text between two places. */
  slice(from: number, to: number): string {
    const indexes = this.#indexes
    return indexes === undefined ? this.value.slice(from, to) : this.value.slice(indexes[from], indexes[to])
  }
}

let codes = new Int32Array(1024)
let letters = new Uint16Array(1024)

/** Reads a value; the letter after the last stands for the end of the text. */
export function readText(value: string, alphabet: Alphabet): TextLetters {
  const { length } = value
  if (length >= codes.length) {
    codes = new Int32Array(2 * length)
    letters = new Uint16Array(2 * length)
  }
  const { ascii } = alphabet
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i)
    if (code >= 0xd800 && code <= 0xdfff) return readCodePoints(value, alphabet)
    codes[i] = code
    letters[i] = code < 128 ? (ascii[code] as number) : alphabet.letterOf(code)
  }
  letters[length] = alphabet.size
  return new TextLetters(value, codes, letters, undefined)
}

function readCodePoints(value: string, alphabet: Alphabet): TextLetters {
  const indexes: number[] = []
  for (let i = 0; i < value.length; i++) {
    const code = value.codePointAt(i) as number
    codes[indexes.length] = code
    letters[indexes.length] = alphabet.letterOf(code)
    indexes.push(i)
    if (code > 0xffff) i++
  }
  letters[indexes.length] = alphabet.size
  indexes.push(value.length)
  return new TextLetters(value, codes, letters, indexes)
}
