import type { Alphabet } from './alphabet.ts'

/** A value as code points and as letters of an alphabet; the arrays are shared and good until the next value is read. */
export interface TextLetters {
  readonly value: string
  readonly length: number
  readonly codes: Int32Array
  readonly letters: Uint16Array
  /** UTF-16 index of a code point's index. */
  indexOf(position: number): number
}

const surrogate = /[\ud800-\udfff]/
let codes = new Int32Array(1024)
let letters = new Uint16Array(1024)

/** Reads a value; the letter after the last stands for the end of the text. */
export function readText(value: string, alphabet: Alphabet): TextLetters {
  const indexes = surrogate.test(value) ? codePointIndexes(value) : undefined
  const length = indexes === undefined ? value.length : indexes.length - 1
  if (length >= codes.length) {
    codes = new Int32Array(2 * length)
    letters = new Uint16Array(2 * length)
  }
  const { ascii } = alphabet
  for (let i = 0; i < length; i++) {
    const code =
      indexes === undefined ? value.charCodeAt(i) : (value.codePointAt(indexes[i] as number) as number)
    codes[i] = code
    letters[i] = code < 128 ? (ascii[code] as number) : alphabet.letterOf(code)
  }
  letters[length] = alphabet.size
  const indexOf = (position: number) => (indexes === undefined ? position : (indexes[position] as number))
  return { value, length, codes, letters, indexOf }
}

function codePointIndexes(value: string): number[] {
  const indexes: number[] = []
  for (let i = 0; i < value.length; i += (value.codePointAt(i) as number) > 0xffff ? 2 : 1) indexes.push(i)
  indexes.push(value.length)
  return indexes
}
