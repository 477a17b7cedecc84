import { resolveItems } from './set-items.ts'
import { type Node, type OneCharacter, sequenceOf } from './syntax-tree.ts'

/**
 * One node for alternatives, as CPython's `_parse_sub` makes it: what all begin with is moved in front of them, and
 * alternatives of one character each become a set. Further, neighbours that begin alike share that beginning, which
 * changes no match and keeps long lists of words small.
 */
export function joinAlternatives(options: readonly Node[][]): Node {
  const [first] = options
  if (first === undefined) return sequenceOf([])
  if (options.length === 1) return sequenceOf(first)
  const shared = sharedLength(options)
  const rests = options.map((option) => option.slice(shared))
  return sequenceOf([...first.slice(0, shared), asSet(rests) ?? branch(rests)])
}

function sharedLength(options: readonly Node[][]): number {
  const [first = [], ...others] = options
  let length = 0
  while (length < first.length && others.every((other) => sameUnit(first[length], other[length]))) length++
  return length
}

function asSet(options: readonly Node[][]): Node | undefined {
  const characters: OneCharacter[] = []
  for (const option of options) {
    const [only] = option
    if (option.length !== 1 || only?.kind !== 'character' || only.items === undefined) return undefined
    characters.push(only)
  }
  const items = characters.flatMap((character) => character.items ?? [])
  const fold = characters[0]?.fold ?? 'none'
  if (characters.some((character) => character.fold !== fold)) return undefined
  return { kind: 'character', set: resolveItems(items, fold), items, fold }
}

function branch(options: readonly Node[][]): Node {
  const joined: Node[] = []
  for (let from = 0; from < options.length; ) {
    let to = from + 1
    while (to < options.length && sameUnit(options[from]?.[0], options[to]?.[0])) to++
    const run = options.slice(from, to)
    joined.push(run.length === 1 ? sequenceOf(run[0] ?? []) : joinAlternatives(run))
    from = to
  }
  const [only] = joined
  return joined.length === 1 && only !== undefined ? only : { kind: 'choice', options: joined }
}

/** Equal nodes that match in one way only. */
function sameUnit(a: Node | undefined, b: Node | undefined): boolean {
  if (a?.kind === 'character' && b?.kind === 'character') return a.set.id === b.set.id
  return a?.kind === 'place' && b?.kind === 'place' && a.at === b.at && a.ascii === b.ascii
}
