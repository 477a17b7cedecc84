import type { Node, Width } from './syntax-tree.ts'

const none: Width = { least: 0, most: 0 }

/** `groups` holds the widths of the groups closed so far, for references. */
export function widthOf(node: Node, groups: ReadonlyMap<number, Width>): Width {
  switch (node.kind) {
    case 'character':
      return { least: 1, most: 1 }
    case 'place':
    case 'look':
      return none
    case 'group':
    case 'atomic':
      return widthOf(node.body, groups)
    case 'reference':
      return groups.get(node.group) ?? none
    case 'sequence':
      return node.items.map((item) => widthOf(item, groups)).reduce(add, none)
    case 'choice':
      return node.options.map((option) => widthOf(option, groups)).reduce(either)
    case 'conditional':
      return either(widthOf(node.yes, groups), node.no === undefined ? none : widthOf(node.no, groups))
    case 'repeat': {
      const { least, most } = widthOf(node.body, groups)
      return { least: least * node.least, most: most === 0 || node.most === 0 ? 0 : most * node.most }
    }
  }
}

function add(a: Width, b: Width): Width {
  return { least: a.least + b.least, most: a.most + b.most }
}

function either(a: Width, b: Width): Width {
  return { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) }
}
