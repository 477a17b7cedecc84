import type { Node, Repeat } from '../tree/syntax-tree.ts'
import { decimalDigits } from './parse-escape.ts'
import type { PatternSource } from './pattern-source.ts'

const longestRepeat = 4294967295

/** How often a quantifier asks for its item. */
export interface Count {
  readonly least: number
  readonly most: number
}

/** Reads a quantifier whose first piece is taken already; undefined when it is a plain '{'. */
export function parseCount(source: PatternSource, first: string): Count | undefined {
  if (first === '?') return { least: 0, most: 1 }
  if (first === '*') return { least: 0, most: Number.POSITIVE_INFINITY }
  if (first === '+') return { least: 1, most: Number.POSITIVE_INFINITY }
  return parseBraces(source)
}

/** Wraps the item before a quantifier, with the '?' or '+' that may follow it. */
export function repeatOf(source: PatternSource, start: number, item: Node | undefined, count: Count): Repeat {
  const back = source.position - start
  if (item === undefined || item.kind === 'place') throw source.error('nothing to repeat', back)
  if (item.kind === 'repeat') throw source.error('multiple repeat', back)
  const mode = source.takeIf('?') ? 'lazy' : source.takeIf('+') ? 'possessive' : 'greedy'
  const [only] = item.kind === 'sequence' && item.items.length === 1 ? item.items : []
  const joined = only?.kind === 'repeat' && mode === 'greedy' ? joinRepeats(count, only) : undefined
  return joined ?? { kind: 'repeat', ...count, mode, body: only?.kind === 'character' ? only : item }
}

/** (?:A{0,3}){2,5} takes what A{0,15} takes, in the same order; only a repeat of 0 or 1 leaves no gaps. */
function joinRepeats({ least, most }: Count, { body, mode, ...inner }: Repeat): Repeat | undefined {
  if (body.kind !== 'character' || mode !== 'greedy' || inner.least > 1) return undefined
  const longest = most === 0 || inner.most === 0 ? 0 : most * inner.most
  return { kind: 'repeat', mode, least: least * inner.least, most: longest, body }
}

function parseBraces(source: PatternSource): Count | undefined {
  if (source.next === '}') return undefined
  const start = source.position
  const low = source.takeWhile(Number.POSITIVE_INFINITY, decimalDigits)
  const high = source.takeIf(',') ? source.takeWhile(Number.POSITIVE_INFINITY, decimalDigits) : low
  if (!source.takeIf('}')) {
    source.seek(start)
    return undefined
  }
  const least = low === '' ? 0 : Number(low)
  const most = high === '' ? Number.POSITIVE_INFINITY : Number(high)
  if (least >= longestRepeat || (high !== '' && most >= longestRepeat)) {
    throw source.error('the repetition number is too large', source.position - start)
  }
  if (most < least) throw source.error('min repeat greater than max repeat', source.position - start)
  return { least, most }
}
