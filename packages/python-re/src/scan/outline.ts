import type { Node, Place, Reference } from '../tree/syntax-tree.ts'
import { CharSet } from '../unicode/char-set.ts'
import { GroupTexts } from './group-texts.ts'

/** A pattern without anything that needs memory or looks around. */
export type Outline =
  /** `likePrevious`: the character must also be the one before it, in whatever case. */
  | { readonly kind: 'character'; readonly set: CharSet; readonly likePrevious: boolean }
  | Place
  | { readonly kind: 'sequence'; readonly items: readonly Outline[] }
  | { readonly kind: 'choice'; readonly options: readonly Outline[] }
  | { readonly kind: 'repeat'; readonly least: number; readonly most: number; readonly body: Outline }

export interface PatternOutline {
  readonly outline: Outline
  /** True when the outline matches just what the pattern matches; else it may match more, never less. */
  readonly exact: boolean
  /** How many states the outline takes at most. */
  readonly size: number
}

/** The outline that says nothing: it matches every text. */
export const emptyOutline: PatternOutline = {
  outline: { kind: 'sequence', items: [] },
  exact: false,
  size: 1,
}

/** Larger outlines are not worth following; deeper ones would nest calls too deep. */
const mostStates = 1_000
const deepest = 100

const anything = emptyOutline.outline

/**
 * What is left of a pattern when back-references become what their groups can hold, look-arounds hold always and
 * nothing is atomic. A pattern that is too large has the empty outline.
 */
export function outlineOf(root: Node): PatternOutline {
  const outliner = new Outliner(root)
  const outline = outliner.outline(root, 0)
  const size = sizeOf(outline)
  if (outliner.isTooLarge || size > mostStates) return emptyOutline
  return { outline, exact: outliner.isExact, size }
}

class Outliner {
  isExact = true
  isTooLarge = false
  #parts = 0
  readonly #groupTexts: GroupTexts

  constructor(root: Node) {
    this.#groupTexts = new GroupTexts(root)
  }

  outline(node: Node, depth: number): Outline {
    this.#parts += 1
    if (depth > deepest || this.#parts > mostStates) {
      this.isTooLarge = true
      return anything
    }
    switch (node.kind) {
      case 'character':
        return { kind: 'character', set: node.set, likePrevious: false }
      case 'place':
        return node
      case 'sequence':
        return { kind: 'sequence', items: this.#row(node.items, depth + 1) }
      case 'choice':
        return { kind: 'choice', options: node.options.map((option) => this.outline(option, depth + 1)) }
      case 'repeat':
        this.isExact &&= node.mode !== 'possessive'
        return this.#repeat(node, this.outline(node.body, depth + 1))
      case 'group':
        return this.outline(node.body, depth + 1)
      case 'atomic':
        this.isExact = false
        return this.outline(node.body, depth + 1)
      case 'look':
        this.isExact = false
        return anything
      case 'reference':
        return this.#reference(node, depth)
      case 'conditional': {
        this.isExact = false
        const options = [node.yes, ...(node.no === undefined ? [] : [node.no])]
        const outlines = options.map((option) => this.outline(option, depth + 1))
        return { kind: 'choice', options: node.no === undefined ? [...outlines, anything] : outlines }
      }
    }
  }

  /** Where a reference follows its group of one character, or another reference to it, it repeats the character before. */
  #row(items: readonly Node[], depth: number): Outline[] {
    let before: number | undefined
    return items.map((item) => {
      const inner = item.kind === 'repeat' ? item.body : item
      if (inner.kind === 'reference' && inner.group === before) {
        this.isExact = false
        const again: Outline = { kind: 'character', set: CharSet.all, likePrevious: true }
        return item.kind === 'repeat' ? this.#repeat(item, again) : again
      }
      before = item.kind === 'group' && item.body.kind === 'character' ? item.number : undefined
      return this.outline(item, depth)
    })
  }

  #repeat({ least, most }: { readonly least: number; readonly most: number }, body: Outline): Outline {
    return { kind: 'repeat', least, most, body }
  }

  #reference({ group }: Reference, depth: number): Outline {
    this.isExact = false
    return this.outline(this.#groupTexts.of(group), depth + 1)
  }
}

/** How many states an outline takes, or more. */
function sizeOf(outline: Outline): number {
  switch (outline.kind) {
    case 'character':
    case 'place':
      return 1
    case 'sequence':
      return outline.items.reduce((sum, item) => sum + sizeOf(item), 0)
    case 'choice':
      return outline.options.reduce((sum, option) => sum + sizeOf(option), 1)
    case 'repeat': {
      const rounds = Number.isFinite(outline.most) ? outline.most : outline.least + 1
      return rounds * (sizeOf(outline.body) + 1)
    }
  }
}
