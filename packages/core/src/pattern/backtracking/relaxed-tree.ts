import { CharSet } from '../char-set.ts'
import { withAllCases } from '../letter-case.ts'
import { everyNode, referencedGroups } from '../referenced-groups.ts'
import { type Node, sequenceOf } from '../syntax-tree.ts'

const nothing = sequenceOf([])
const anyText: Node = {
  kind: 'repeat',
  least: 0,
  most: Number.POSITIVE_INFINITY,
  mode: 'greedy',
  body: { kind: 'character', set: CharSet.all, items: undefined, fold: 'none' },
}

/** Texts of groups with more parts than this count as any text: groups that refer to groups can grow without end. */
const mostParts = 200

/**
 * A pattern that matches wherever the given one does, and perhaps elsewhere, but refers to no group: any text that the
 * group could hold takes the place of a reference, and a condition may go either way.
 */
export function relaxedTree(root: Node, groups: ReadonlyMap<number, Node>): Node {
  return new Relaxer(groups).relax(root)
}

/** Relaxes parts of one pattern. */
export class Relaxer {
  readonly #groups: ReadonlyMap<number, Node>
  readonly #texts = new Map<number, Node>()

  constructor(groups: ReadonlyMap<number, Node>) {
    this.#groups = groups
  }

  relax(node: Node): Node {
    switch (node.kind) {
      case 'reference':
        return this.textOf(node.group)
      case 'conditional':
        return { kind: 'choice', options: [this.relax(node.yes), this.relax(node.no ?? nothing)] }
      case 'sequence':
        return { ...node, items: node.items.map((item) => this.relax(item)) }
      case 'choice':
        return { ...node, options: node.options.map((option) => this.relax(option)) }
      case 'group':
        return this.relax(node.body)
      case 'atomic':
        return referencedGroups(node).size === 0
          ? { ...node, body: this.relax(node.body) }
          : this.relax(node.body)
      case 'look':
        if (node.negative && referencedGroups(node).size > 0) return nothing
        return { ...node, body: this.relax(node.body) }
      case 'repeat': {
        const mode = node.mode === 'possessive' && referencedGroups(node).size > 0 ? 'greedy' : node.mode
        return { ...node, mode, body: this.relax(node.body) }
      }
      default:
        return node
    }
  }

  /** What a reference to the group can stand for. */
  textOf(group: number): Node {
    const known = this.#texts.get(group)
    if (known !== undefined) return known
    const body = this.#groups.get(group)
    const relaxed = body === undefined ? nothing : this.relax(body)
    const text = isLarge(relaxed) ? anyText : loose(relaxed)
    this.#texts.set(group, text)
    return text
  }
}

function isLarge(node: Node): boolean {
  let parts = 0
  for (const _ of everyNode(node)) if (++parts > mostParts) return true
  return false
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
