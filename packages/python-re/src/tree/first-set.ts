import { CharSet } from '../unicode/char-set.ts'
import type { Node, Place } from './syntax-tree.ts'

/** What comes where a part begins to match. All may be too wide. */
export interface First {
  /** The characters that it can begin with. */
  readonly set: CharSet
  /** True when it can match without taking a character, whatever comes. */
  readonly nullable: boolean
  /** True when it can match at the end of the text. */
  readonly atEnd: boolean
}

const nothing: First = { set: CharSet.empty, nullable: true, atEnd: false }
export const anything: First = { set: CharSet.all, nullable: true, atEnd: true }
/** Where `$` holds comes the end of the text, or a line feed. */
const end: First = { set: CharSet.of(10), nullable: false, atEnd: true }

export function firstOf(node: Node): First {
  switch (node.kind) {
    case 'character':
      return { set: node.set, nullable: false, atEnd: false }
    case 'place':
      return isEnd(node) ? end : nothing
    case 'look':
      return nothing
    case 'reference':
      return anything
    case 'group':
    case 'atomic':
      return firstOf(node.body)
    case 'sequence':
      return firstOfAll(node.items)
    case 'choice':
      return node.options.map(firstOf).reduce(either)
    case 'conditional':
      return either(firstOf(node.yes), node.no === undefined ? nothing : firstOf(node.no))
    case 'repeat': {
      if (node.most === 0) return nothing
      const first = firstOf(node.body)
      return { ...first, nullable: first.nullable || node.least === 0 }
    }
  }
}

/** What comes where a part begins that is followed by another one. */
export function join(first: First, next: First): First {
  if (!first.nullable) return first
  return { set: first.set.union(next.set), nullable: next.nullable, atEnd: first.atEnd || next.atEnd }
}

function isEnd({ at }: Place): boolean {
  return at === 'end' || at === 'lineEnd' || at === 'textEnd'
}

/** What a row of parts can begin with. */
function firstOfAll(items: readonly Node[]): First {
  let first = nothing
  for (const item of items) {
    if (!first.nullable) break
    first = join(first, firstOf(item))
  }
  return first
}

function either(a: First, b: First): First {
  return { set: a.set.union(b.set), nullable: a.nullable || b.nullable, atEnd: a.atEnd || b.atEnd }
}
