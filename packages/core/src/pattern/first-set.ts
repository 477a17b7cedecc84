import { CharSet } from './char-set.ts'
import type { Node } from './syntax-tree.ts'

/** The characters that a part can begin with, and whether it can match without taking one. Both may be too wide. */
export interface First {
  readonly set: CharSet
  readonly nullable: boolean
}

const nothing: First = { set: CharSet.empty, nullable: true }
const anything: First = { set: CharSet.all, nullable: true }

export function firstOf(node: Node): First {
  switch (node.kind) {
    case 'character':
      return { set: node.set, nullable: false }
    case 'place':
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
      const { set, nullable } = firstOf(node.body)
      return { set, nullable: nullable || node.least === 0 }
    }
  }
}

/** What a row of parts can begin with. */
export function firstOfAll(items: readonly Node[]): First {
  let set = CharSet.empty
  for (const item of items) {
    const first = firstOf(item)
    set = set.union(first.set)
    if (!first.nullable) return { set, nullable: false }
  }
  return { set, nullable: true }
}

function either(a: First, b: First): First {
  return { set: a.set.union(b.set), nullable: a.nullable || b.nullable }
}
