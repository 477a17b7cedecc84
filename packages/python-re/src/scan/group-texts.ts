import { everyNode, groupsIn } from '../tree/referenced-groups.ts'
import { type Node, sequenceOf } from '../tree/syntax-tree.ts'
import { CharSet } from '../unicode/char-set.ts'
import { withAllCases } from '../unicode/letter-case.ts'

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

/** What references to the groups of a pattern can stand for. */
export class GroupTexts {
  readonly #groups: ReadonlyMap<number, Node>
  readonly #texts = new Map<number, Node>()

  constructor(root: Node) {
    this.#groups = groupsIn(root)
  }

  /** A pattern that matches any text of the group, and perhaps others, wherever it stands and in whatever case. */
  of(group: number): Node {
    const known = this.#texts.get(group)
    if (known !== undefined) return known
    const body = this.#groups.get(group)
    const loose = body === undefined ? nothing : this.#loosen(body)
    const text = isLarge(loose) ? anyText : loose
    this.#texts.set(group, text)
    return text
  }

  #loosen(node: Node): Node {
    switch (node.kind) {
      case 'character':
        return { ...node, set: withAllCases(node.set) }
      case 'sequence':
        return { ...node, items: node.items.map((item) => this.#loosen(item)) }
      case 'choice':
        return { ...node, options: node.options.map((option) => this.#loosen(option)) }
      case 'conditional':
        return { kind: 'choice', options: [this.#loosen(node.yes), this.#loosen(node.no ?? nothing)] }
      case 'group':
      case 'atomic':
        return this.#loosen(node.body)
      case 'repeat':
        return { ...node, mode: 'greedy', body: this.#loosen(node.body) }
      case 'reference':
        return this.of(node.group)
      default:
        return nothing
    }
  }
}

function isLarge(node: Node): boolean {
  let parts = 0
  for (const _ of everyNode(node)) if (++parts > mostParts) return true
  return false
}
