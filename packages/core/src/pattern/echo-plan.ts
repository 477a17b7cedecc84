import { askedGroups, everyNode, hasGroups } from './asked-groups.ts'
import type { CharSet } from './char-set.ts'
import { firstOfAll } from './first-set.ts'
import { PatternError } from './pattern-error.ts'
import type { Node, OneCharacter, Reference } from './syntax-tree.ts'
import { unicodeClasses } from './unicode-classes.ts'
import { widthOf } from './width.ts'

/**
 * A pattern with one group of unlimited length that is repeated later: what stands before the group, the group itself
 * (some fixed characters and a run of one set), what leads to its repetitions and holds them, and the rest.
 */
export interface EchoPlan {
  readonly group: number
  /** The group's content, without the group. */
  readonly body: Node
  readonly before: readonly Node[]
  readonly fixed: readonly OneCharacter[]
  readonly run: { readonly set: CharSet; readonly least: number; readonly most: number }
  readonly lazy: boolean
  /** Only the longest run can be followed by what comes next. */
  readonly longestOnly: boolean
  /** Matches begin at the start of the text only. */
  readonly anchored: boolean
  readonly echoes: readonly Node[]
  readonly rest: readonly Node[]
}

/** More ways than this through the parts around the group are not tried. */
const mostWays = 16

/**
 * Proves that a long back-reference is harmless, and how to match it; throws PatternError (PATTERN_REFUSED) if not.
 * With one place to begin there are at most as many ends of the group as characters, and each is tried in a bounded
 * number of ways; with many places to begin the group must have one end only.
 */
export function planEcho(root: Node): EchoPlan {
  const items = root.kind === 'sequence' ? root.items : [root]
  const reference = firstReference(root)
  const refuse = (why: string) =>
    new PatternError('PATTERN_REFUSED', `a long back-reference ${why}`, reference.position)
  const at = items.findIndex((item) => item.kind === 'group' && item.number === reference.group)
  const group = items[at]
  if (group?.kind !== 'group') throw refuse('to a group that is not at the top of the pattern')
  const last = items.findLastIndex((item) => askedGroups(item).size > 0)
  const before = items.slice(0, at)
  const echoes = items.slice(at + 1, last + 1)
  const rest = items.slice(last + 1)
  if ([...before, group.body, ...rest].some((item) => askedGroups(item).size > 0)) {
    throw refuse('that does not stand after its group')
  }
  if (echoes.some((item) => [...everyNode(item)].some((node) => node.kind === 'conditional'))) {
    throw refuse('together with a conditional')
  }
  if ([...askedGroups(root)].length > 1) throw refuse('together with a reference to another group')
  const body = runOf(group.body)
  if (body === undefined) throw refuse('to a group that is more than a run of one set of characters')
  const looped = echoes.some((item) => item.kind === 'repeat' && askedGroups(item).size > 0)
  if (looped && body.fixed.length + body.run.least === 0)
    throw refuse('in a repeat, to a group that may be empty')
  const anchored = before[0]?.kind === 'place' && before[0].at === 'start'
  const after = firstOfAll(echoes)
  const endsOnce =
    !after.nullable && after.set.isDisjointFrom(body.run.set) && body.run.most === Number.POSITIVE_INFINITY
  if (!anchored && !endsOnce) throw refuse('with many places to begin and many ends of the group')
  if (!anchored && looped && rest.length > 0) throw refuse('in a repeat that something must follow')
  if (waysThrough(before) * waysThrough(echoes) > mostWays) throw refuse('with too many ways around it')
  return {
    ...body,
    body: group.body,
    group: group.number,
    before,
    longestOnly: body.longestOnly || endsOnce,
    anchored,
    echoes,
    rest,
  }
}

function firstReference(root: Node): Reference {
  for (const node of everyNode(root)) if (node.kind === 'reference') return node
  throw new PatternError('PATTERN_REFUSED', 'no proof that it is harmless')
}

function runOf(body: Node): Pick<EchoPlan, 'fixed' | 'run' | 'lazy' | 'longestOnly'> | undefined {
  const items = body.kind === 'sequence' ? body.items : [body]
  const run = items.at(-1)
  const fixed: OneCharacter[] = []
  for (const item of items.slice(0, -1)) {
    if (item.kind !== 'character') return undefined
    fixed.push(item)
  }
  if (run?.kind !== 'repeat' || run.body.kind !== 'character') return undefined
  const { least, most, mode } = run
  return {
    fixed,
    run: { set: run.body.set, least, most },
    lazy: mode === 'lazy',
    longestOnly: mode === 'possessive',
  }
}

function waysThrough(items: readonly Node[]): number {
  return items.reduce((ways, item) => ways * waysOf(item), 1)
}

/** In how many ways a part can match at a place of cleaned text, where white space never comes twice in a row. */
function waysOf(node: Node): number {
  switch (node.kind) {
    case 'character':
    case 'place':
    case 'reference':
      return 1
    case 'look':
      return node.behind || hasGroups(node.body) ? Infinity : 1
    case 'group':
      return waysOf(node.body)
    case 'sequence':
      return waysThrough(node.items)
    case 'choice':
      return node.options.reduce((ways, option) => ways + waysOf(option), 0)
    case 'repeat':
      return waysOfRepeat(node)
    default:
      return Infinity
  }
}

function waysOfRepeat(node: Extract<Node, { kind: 'repeat' }>): number {
  if (node.mode === 'possessive' || widthOf(node.body, new Map()).least + askedGroups(node.body).size === 0)
    return Infinity
  if (hasGroups(node.body)) return Infinity
  const ways = waysOf(node.body)
  if (askedGroups(node.body).size > 0) return ways
  const isSpace =
    node.body.kind === 'character' && node.body.set.isDisjointFrom(unicodeClasses.space.complement())
  const most = isSpace ? Math.max(node.least, Math.min(node.most, 1)) : node.most
  let sum = 0
  for (let count = node.least; count <= most && sum <= mostWays; count++) sum += ways ** count
  return sum
}
