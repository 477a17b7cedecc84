import { PatternError } from '../pattern-error.ts'
import type { Node, OneCharacter, Place } from '../tree/syntax-tree.ts'
import { asciiClasses, unicodeClasses } from '../unicode/unicode-classes.ts'
import { type Flags, foldOf } from './flags.ts'
import type { ParseState } from './parse-state.ts'
import type { PatternSource } from './pattern-source.ts'
import { resolveItems, resolveLiteral, type SetItem } from './set-items.ts'

export const octalDigits = '01234567'
export const decimalDigits = '0123456789'
const hexDigits = '0123456789abcdefABCDEF'

/** Escapes that stand for one control character, also in replacements. */
export const controlEscapes: ReadonlyMap<string, number> = new Map([
  ['\\a', 7],
  ['\\b', 8],
  ['\\f', 12],
  ['\\n', 10],
  ['\\r', 13],
  ['\\t', 9],
  ['\\v', 11],
  ['\\\\', 92],
])

const places: ReadonlyMap<string, Place['at']> = new Map([
  ['\\A', 'start'],
  ['\\Z', 'textEnd'],
  ['\\b', 'boundary'],
  ['\\B', 'notBoundary'],
])

/** The node of an escape outside a set; `piece` is taken already. */
export function parseEscape(source: PatternSource, piece: string, state: ParseState, flags: Flags): Node {
  const at = places.get(piece)
  if (at !== undefined) return { kind: 'place', at, ascii: flags.ascii }
  const item = classEscape(piece, flags) ?? controlEscape(piece)
  if (item !== undefined) return characterOf(item, flags)
  const char = piece.slice(1)
  if (char === '0') return literal(Number.parseInt(`0${source.takeWhile(2, octalDigits)}`, 8), flags)
  if (decimalDigits.includes(char)) return parseNumberEscape(source, piece, state, flags)
  return literal(codeEscape(source, piece), flags)
}

/** The member that an escape inside a set stands for; `piece` is taken already. */
export function parseSetEscape(source: PatternSource, piece: string, flags: Flags): SetItem {
  const item = controlEscape(piece) ?? classEscape(piece, flags)
  if (item !== undefined) return item
  const char = piece.slice(1)
  if (octalDigits.includes(char)) {
    const octal = piece + source.takeWhile(2, octalDigits)
    return { kind: 'literal', code: octalValue(source, octal) }
  }
  if (decimalDigits.includes(char)) throw source.error(`bad escape ${piece}`, piece.length)
  return { kind: 'literal', code: codeEscape(source, piece) }
}

/** One character or class as a node. */
export function characterOf(item: SetItem, flags: Flags): OneCharacter {
  const fold = foldOf(flags)
  const set = item.kind === 'literal' ? resolveLiteral(item.code, fold) : resolveItems([item], fold)
  return { kind: 'character', set, items: [item], fold }
}

export function literal(code: number, flags: Flags): OneCharacter {
  return characterOf({ kind: 'literal', code }, flags)
}

/** The value of an escape of up to three octal digits; Python allows no more than \377. */
export function octalValue(source: PatternSource, piece: string): number {
  const code = Number.parseInt(piece.slice(1), 8)
  if (code > 0o377) {
    throw source.error(`octal escape value ${piece} outside of range 0-0o377`, piece.length)
  }
  return code
}

function parseNumberEscape(source: PatternSource, first: string, state: ParseState, flags: Flags): Node {
  let piece = first + source.takeWhile(1, decimalDigits)
  const isOctal = piece.length === 3 && [...piece.slice(1)].every((digit) => octalDigits.includes(digit))
  if (isOctal && source.next !== undefined && octalDigits.includes(source.next)) {
    piece += source.take()
    return literal(octalValue(source, piece), flags)
  }
  const group = Number.parseInt(piece.slice(1), 10)
  if (group > state.groupCount) throw source.error(`invalid group reference ${group}`, piece.length - 1)
  if (!state.isClosed(group)) throw source.error('cannot refer to an open group', piece.length)
  state.checkLookBehind(source, group)
  return { kind: 'reference', group, fold: foldOf(flags) }
}

function controlEscape(piece: string): SetItem | undefined {
  const code = controlEscapes.get(piece)
  return code === undefined ? undefined : { kind: 'literal', code }
}

function classEscape(piece: string, flags: Flags): SetItem | undefined {
  const classes = flags.ascii ? asciiClasses : unicodeClasses
  const set = { d: classes.digit, s: classes.space, w: classes.word }[piece.slice(1).toLowerCase()]
  if (set === undefined || !'dswDSW'.includes(piece.slice(1))) return undefined
  return { kind: 'class', set: piece.slice(1) < 'a' ? set.complement() : set }
}

function codeEscape(source: PatternSource, piece: string): number {
  const char = piece.slice(1)
  if (char === 'x') return hexEscape(source, piece, 2)
  if (char === 'u') return hexEscape(source, piece, 4)
  if (char === 'U') return hexEscape(source, piece, 8)
  if (char === 'N')
    throw new PatternError('PATTERN_REFUSED', '\\N{...} is not supported: write the character itself')
  if (/^[A-Za-z]$/.test(char)) throw source.error(`bad escape ${piece}`, piece.length)
  return char.codePointAt(0) ?? 0
}

function hexEscape(source: PatternSource, piece: string, digits: number): number {
  const whole = piece + source.takeWhile(digits, hexDigits)
  if (whole.length !== piece.length + digits) {
    throw source.error(`incomplete escape ${whole}`, whole.length)
  }
  const code = Number.parseInt(whole.slice(2), 16)
  if (code > 0x10ffff) throw source.error(`bad escape ${whole}`, whole.length)
  return code
}
