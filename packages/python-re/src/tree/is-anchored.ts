import type { Node } from './syntax-tree.ts'
import { widthOf } from './width.ts'

/** True when every match begins at the start of the text. */
export function isAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'place':
      return node.at === 'start'
    case 'sequence':
      return node.items.some((item, i) => isAnchored(item) && node.items.slice(0, i).every(isWidthless))
    case 'choice':
      return node.options.every(isAnchored)
    case 'group':
    case 'atomic':
      return isAnchored(node.body)
    default:
      return false
  }
}

function isWidthless(node: Node): boolean {
  return widthOf(node, new Map()).most === 0
}
