import { CharSet } from './char-set.ts'
import { decimalEdges, wordEdges } from './unicode-data.ts'

/** What \w, \d and \s stand for in a str pattern of Python 3.11, and with the ASCII flag. */
export interface CharacterClasses {
  readonly word: CharSet
  readonly digit: CharSet
  readonly space: CharSet
}

export const unicodeClasses: CharacterClasses = {
  word: readEdges(wordEdges),
  digit: readEdges(decimalEdges),
  space: CharSet.ofRanges([
    [0x09, 0x0d],
    [0x1c, 0x20],
    [0x85, 0x85],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
  ]),
}

export const asciiClasses: CharacterClasses = {
  word: rangesOf('09', 'AZ', '__', 'az'),
  digit: rangesOf('09'),
  space: CharSet.ofRanges([
    [0x09, 0x0d],
    [0x20, 0x20],
  ]),
}

function rangesOf(...ends: string[]): CharSet {
  return CharSet.ofRanges(ends.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]))
}

function readEdges(text: string): CharSet {
  let edge = 0
  return CharSet.ofEdges(
    text.split(' ').map((step) => {
      edge += Number.parseInt(step, 36)
      return edge
    }),
  )
}
