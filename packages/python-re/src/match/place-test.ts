import type { TextCodes } from '../unicode/text-codes.ts'
import { asciiClasses, unicodeClasses } from '../unicode/unicode-classes.ts'

/** Places by the number that instructions know them by. */
export const placeNumbers: readonly string[] = [
  'start',
  'lineStart',
  'end',
  'lineEnd',
  'textEnd',
  'boundary',
  'notBoundary',
  'ascii boundary',
  'ascii notBoundary',
]

const firstAscii = placeNumbers.indexOf('ascii boundary')

/** Whether a place of a text is what the number stands for. */
export function holdsAt(number: number, { codes, length }: TextCodes, place: number): boolean {
  switch (placeNumbers[number]) {
    case 'start':
      return place === 0
    case 'lineStart':
      return place === 0 || codes[place - 1] === newline
    case 'textEnd':
      return place === length
    case 'lineEnd':
      return place === length || codes[place] === newline
    case 'end':
      return place === length || (place === length - 1 && codes[place] === newline)
    default: {
      // Python finds neither \b nor \B in an empty text.
      const { word } = number >= firstAscii ? asciiClasses : unicodeClasses
      const was = place > 0 && word.has(codes[place - 1] as number)
      const is = place < length && word.has(codes[place] as number)
      return length > 0 && (was !== is) === boundaries.has(number)
    }
  }
}

const newline = 10
const boundaries: ReadonlySet<number> = new Set([
  placeNumbers.indexOf('boundary'),
  placeNumbers.indexOf('ascii boundary'),
])
