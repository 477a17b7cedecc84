import { type Node, type OneCharacter, sequenceOf } from '../tree/syntax-tree.ts'
import { CharSet } from '../unicode/char-set.ts'
import { resolveItems } from './set-items.ts'

/**
 * One node for alternatives, as CPython's `_parse_sub` makes it: what all begin with is moved in front of them, and
 * alternatives of one character each become a set. Further, alternatives that begin alike share that beginning, which
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

/** Alternatives by what they begin with, for words: a trie. */
function branch(options: readonly Node[][]): Node {
  const character = anyOf(options)
  if (character !== undefined) return character
  const joined: Node[] = []
  for (let from = 0; from < options.length; ) {
    const groups = groupsFrom(options, from)
    for (const group of groups) joined.push(joinGroup(group))
    from += groups.reduce((count, group) => count + group.length, 0)
  }
  const [only] = joined
  return joined.length === 1 && only !== undefined ? only : { kind: 'choice', options: joined }
}

/** One character for alternatives of one each. */
function anyOf(options: readonly Node[][]): OneCharacter | undefined {
  let set = CharSet.empty
  let fold: OneCharacter['fold'] = 'none'
  for (const [only, ...others] of options) {
    if (only?.kind !== 'character' || others.length > 0) return undefined
    set = set.union(only.set)
    fold = only.fold
  }
  return { kind: 'character', set, items: undefined, fold }
}

/**
 * The alternatives from one on, as far as they begin with characters no two of which are partly alike, in groups that
 * begin alike. Of such groups one at most can match at a place, so their order means nothing; within each it is kept.
 */
function groupsFrom(options: readonly Node[][], from: number): Node[][][] {
  const first = options[from] ?? []
  const groups = new Map<number, Node[][]>()
  let taken = CharSet.empty
  for (const option of options.slice(from)) {
    const [begin] = option
    if (begin?.kind !== 'character') break
    const group = groups.get(begin.set.id)
    if (group !== undefined) group.push(option)
    else if (begin.set.isDisjointFrom(taken)) groups.set(begin.set.id, [option])
    else break
    taken = taken.union(begin.set)
  }
  if (groups.size > 0) return [...groups.values()]
  let to = from + 1
  while (to < options.length && sameUnit(first[0], options[to]?.[0])) to++
  return [options.slice(from, to)]
}

function joinGroup(group: readonly Node[][]): Node {
  const [first = []] = group
  if (group.length === 1) return sequenceOf(first)
  const shared = sharedLength(group)
  return sequenceOf([...first.slice(0, shared), branch(group.map((option) => option.slice(shared)))])
}

/** Equal nodes that match in one way only. */
function sameUnit(a: Node | undefined, b: Node | undefined): boolean {
  if (a?.kind === 'character' && b?.kind === 'character') return a.set.id === b.set.id
  return a?.kind === 'place' && b?.kind === 'place' && a.at === b.at && a.ascii === b.ascii
}
