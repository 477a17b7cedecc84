import type { OneCharacter } from '../tree/syntax-tree.ts'
import { type Flags, foldOf } from './flags.ts'
import { characterOf, parseSetEscape } from './parse-escape.ts'
import type { PatternSource } from './pattern-source.ts'
import { resolveItems, type SetItem } from './set-items.ts'

/** Reads a set; '[' is taken already. A ']' that comes first is a member; nested '[', && and the like are plain text. */
export function parseSet(source: PatternSource, flags: Flags): OneCharacter {
  const start = source.position - 1
  const negated = source.takeIf('^')
  const items: SetItem[] = []
  for (;;) {
    const piece = takeMember(source, start)
    if (piece === ']' && items.length > 0) break
    const item = memberOf(source, piece, flags)
    if (!source.takeIf('-')) {
      items.push(item)
      continue
    }
    const last = takeMember(source, start)
    if (last === ']') {
      items.push(item, { kind: 'literal', code: 0x2d })
      break
    }
    items.push(rangeOf(source, piece, item, last, memberOf(source, last, flags)))
  }
  return setOf(items, negated, flags)
}

function setOf(items: readonly SetItem[], negated: boolean, flags: Flags): OneCharacter {
  const unique = distinct(items)
  const [only] = unique
  const isLiteral = unique.length === 1 && only?.kind === 'literal'
  const node = isLiteral ? characterOf(only, flags) : joinItems(unique, flags)
  return negated ? { ...node, set: node.set.complement(), items: undefined } : node
}

function joinItems(items: readonly SetItem[], flags: Flags): OneCharacter {
  const fold = foldOf(flags)
  return { kind: 'character', set: resolveItems(items, fold), items, fold }
}

function distinct(items: readonly SetItem[]): SetItem[] {
  const byText = new Map<string, SetItem>()
  for (const item of items) {
    const text = item.kind === 'class' ? `c${item.set.id}` : JSON.stringify(item)
    if (!byText.has(text)) byText.set(text, item)
  }
  return [...byText.values()]
}

function takeMember(source: PatternSource, start: number): string {
  const piece = source.take()
  if (piece === undefined) throw source.error('unterminated character set', source.position - start)
  return piece
}

function memberOf(source: PatternSource, piece: string, flags: Flags): SetItem {
  if (piece.startsWith('\\')) return parseSetEscape(source, piece, flags)
  return { kind: 'literal', code: piece.codePointAt(0) ?? 0 }
}

function rangeOf(source: PatternSource, first: string, low: SetItem, last: string, high: SetItem): SetItem {
  if (low.kind === 'literal' && high.kind === 'literal' && low.code <= high.code) {
    return { kind: 'range', low: low.code, high: high.code }
  }
  throw source.error(`bad character range ${first}-${last}`, first.length + 1 + last.length)
}
