import { CharSet } from '../unicode/char-set.ts'
import type { Node } from './syntax-tree.ts'

const newline = CharSet.of(10)

/** The parts of a pattern, groups around all of it opened, without a '^' or \A that stands first. */
export function withoutStart(root: Node): readonly Node[] {
  const items = opened(root)
  const [first, ...rest] = items
  return first?.kind === 'place' && (first.at === 'start' || first.at === 'lineStart') ? rest : items
}

/** True when the part matches, in some way, at every place of every text. */
export function matchesAnywhere(node: Node): boolean {
  switch (node.kind) {
    case 'group':
    case 'atomic':
      return matchesAnywhere(node.body)
    case 'sequence':
      return node.items.every(matchesAnywhere)
    case 'choice':
      return node.options.some(matchesAnywhere)
    case 'repeat':
      return node.least === 0 || matchesAnywhere(node.body)
    default:
      return false
  }
}

/** True when the parts match every line of at least `length` (0 or 1) characters to its end: .* and the like. */
export function matchesAnyText(items: readonly Node[], length: number): boolean {
  const flat = items.flatMap(opened)
  const ends = flat.findIndex(
    (item) => item.kind === 'place' && item.at !== 'boundary' && item.at !== 'notBoundary',
  )
  const content = ends < 0 ? flat : flat.slice(0, ends)
  if (!flat.slice(content.length).every(isEnd)) return false
  const wide = content.findLast(isWideRun)
  if (wide === undefined) return content.length === 0 && length === 0 && ends < 0
  const others = content.filter((item) => item !== wide)
  return others.every(isOptionalRun) && (wide.kind === 'repeat' ? wide.least <= length : false)
}

/** The parts in a row that a node consists of, groups opened. */
export function opened(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.items.flatMap(opened)
  return node.kind === 'group' ? opened(node.body) : [node]
}

function isEnd(node: Node): boolean {
  return node.kind === 'place' && (node.at === 'end' || node.at === 'textEnd' || node.at === 'lineEnd')
}

/** Any number of any characters of a line; not possessive, so that it gives back what others need. */
function isWideRun(node: Node): boolean {
  return (
    node.kind === 'repeat' &&
    node.most === Number.POSITIVE_INFINITY &&
    node.mode !== 'possessive' &&
    node.body.kind === 'character' &&
    node.body.set.union(newline).edges.length === 2 &&
    node.body.set.union(newline).edges[0] === 0
  )
}

/** A repeat that may be left out, also after others have taken what they can. */
function isOptionalRun(node: Node): boolean {
  return node.kind === 'repeat' && node.least === 0 && node.mode !== 'possessive'
}
