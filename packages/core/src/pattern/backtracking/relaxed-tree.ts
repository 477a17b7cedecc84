import { askedGroups } from '../asked-groups.ts'
import { withAllCases } from '../letter-case.ts'
import { type Node, sequenceOf } from '../syntax-tree.ts'

const nothing = sequenceOf([])

/**
 * A pattern that matches wherever the given one does, and perhaps elsewhere, but refers to no group: any text that the
 * group could hold takes the place of a reference, and a condition may go either way.
 */
export function relaxedTree(root: Node, groups: ReadonlyMap<number, Node>): Node {
  const relax = (node: Node): Node => {
    switch (node.kind) {
      case 'reference': {
        const body = groups.get(node.group)
        return body === undefined ? nothing : loose(relax(body))
      }
      case 'conditional':
        return { kind: 'choice', options: [relax(node.yes), relax(node.no ?? nothing)] }
      case 'sequence':
        return { ...node, items: node.items.map(relax) }
      case 'choice':
        return { ...node, options: node.options.map(relax) }
      case 'group':
        return relax(node.body)
      case 'atomic':
        return askedGroups(node).size === 0 ? { ...node, body: relax(node.body) } : relax(node.body)
      case 'look':
        if (node.negative && askedGroups(node).size > 0) return nothing
        return { ...node, body: relax(node.body) }
      case 'repeat': {
        const mode = node.mode === 'possessive' && askedGroups(node).size > 0 ? 'greedy' : node.mode
        return { ...node, mode, body: relax(node.body) }
      }
      default:
        return node
    }
  }
  return relax(root)
}

/** The same text at another place, where other things stand around it, and with letters in any case. */
function loose(node: Node): Node {
  switch (node.kind) {
    case 'character':
      return { ...node, set: withAllCases(node.set) }
    case 'sequence':
      return { ...node, items: node.items.map(loose) }
    case 'choice':
      return { ...node, options: node.options.map(loose) }
    case 'atomic':
      return loose(node.body)
    case 'repeat':
      return { ...node, mode: 'greedy', body: loose(node.body) }
    default:
      return nothing
  }
}
