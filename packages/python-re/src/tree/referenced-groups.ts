import type { Node } from './syntax-tree.ts'

/** The groups whose content (references) or presence (conditionals) a part of a pattern asks about. */
export function referencedGroups(node: Node): ReadonlySet<number> {
  const known = cache.get(node)
  if (known !== undefined) return known
  const groups = new Set<number>()
  if (node.kind === 'reference' || node.kind === 'conditional') groups.add(node.group)
  for (const child of childrenOf(node)) for (const group of referencedGroups(child)) groups.add(group)
  const result = groups.size === 0 ? noGroups : groups
  cache.set(node, result)
  return result
}

const cache = new WeakMap<Node, ReadonlySet<number>>()

export const noGroups: ReadonlySet<number> = new Set()

export function joinGroups(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  if (a.size === 0) return b
  return b.size === 0 ? a : new Set([...a, ...b])
}

/** The parts of a node, in the order in which they are written. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
      return node.items
    case 'choice':
      return node.options
    case 'repeat':
    case 'group':
    case 'atomic':
    case 'look':
      return [node.body]
    case 'conditional':
      return node.no === undefined ? [node.yes] : [node.yes, node.no]
    default:
      return []
  }
}

/** The node and all its parts. */
export function* everyNode(node: Node): IterableIterator<Node> {
  yield node
  for (const child of childrenOf(node)) yield* everyNode(child)
}

/** The bodies of all groups, by number. */
export function groupsIn(root: Node): ReadonlyMap<number, Node> {
  const groups = new Map<number, Node>()
  for (const node of everyNode(root)) if (node.kind === 'group') groups.set(node.number, node.body)
  return groups
}
