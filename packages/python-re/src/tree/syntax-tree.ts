import type { SetItem } from '../parse/set-items.ts'
import type { CharSet } from '../unicode/char-set.ts'
import type { Fold } from '../unicode/letter-case.ts'

/** A pattern as a tree; flags are already worked into it. */
export type Node =
  | OneCharacter
  | Place
  | Sequence
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | Repeat
  | { readonly kind: 'group'; readonly number: number; readonly body: Node }
  | { readonly kind: 'atomic'; readonly body: Node }
  | Look
  | Reference
  | Conditional

export interface OneCharacter {
  readonly kind: 'character'
  readonly set: CharSet
  /** The set as written, when it is a literal or a set without '^': such alternatives join into one set. */
  readonly items: readonly SetItem[] | undefined
  readonly fold: Fold
}

export interface Place {
  readonly kind: 'place'
  readonly at: 'start' | 'lineStart' | 'end' | 'lineEnd' | 'textEnd' | 'boundary' | 'notBoundary'
  readonly ascii: boolean
}

export interface Sequence {
  readonly kind: 'sequence'
  readonly items: readonly Node[]
}

export interface Repeat {
  readonly kind: 'repeat'
  readonly least: number
  /** Infinity when there is no upper bound. */
  readonly most: number
  readonly mode: 'greedy' | 'lazy' | 'possessive'
  readonly body: Node
}

export interface Look {
  readonly kind: 'look'
  readonly behind: boolean
  readonly negative: boolean
  readonly body: Node
}

export interface Reference {
  readonly kind: 'reference'
  readonly group: number
  readonly fold: Fold
}

export interface Conditional {
  readonly kind: 'conditional'
  readonly group: number
  readonly yes: Node
  readonly no: Node | undefined
}

/** The least and the greatest number of characters that a part takes, as Python reckons it. */
export interface Width {
  readonly least: number
  readonly most: number
}

/** A whole pattern. */
export interface SyntaxTree {
  readonly root: Node
  readonly groupCount: number
  readonly groupNames: ReadonlyMap<string, number>
  /** How many characters each group takes. */
  readonly groupWidths: ReadonlyMap<number, Width>
}

export function sequenceOf(items: readonly Node[]): Node {
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items }
}
