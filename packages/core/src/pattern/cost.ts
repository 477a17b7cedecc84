import type { AliveTable } from './alive-table.ts'
import { type Machine, op } from './machine.ts'
import { PatternError } from './pattern-error.ts'
import { childrenOf, everyNode, hasGroups } from './referenced-groups.ts'
import type { Look, Node } from './syntax-tree.ts'
import { widthOf } from './width.ts'

/**
 * The most that one character of a text may cost, in nanoseconds or so of a 2020s core: 10,000 of them stay well
 * below 20 ms. The weights were measured on texts that make every row of the table a new one.
 */
const mostPerCharacter = 600
const perStep = 2.5
const perWalk = 10
/** What completing a table may cost when a pattern is compiled, in the same measure. */
const mostCompletion = 60_000_000
/** Few states cost little whatever their shape. */
export const freeStates = 120
const widestTellingLook = 64

/**
 * Proves that no text is slow for these tables, completing them where many states could be alive at once; throws
 * PatternError (PATTERN_REFUSED) when there are too many.
 */
export function checkCost(main: AliveTable, behinds: readonly AliveTable[], walksOnce: boolean): void {
  const walking = walksOnce ? 0 : perWalk * walkCost(main.machine)
  let stepping = 0
  for (const table of [main, ...behinds]) {
    const cost = perStep * stepCost(table.machine)
    const heavy = cost > mostPerCharacter / 2
    stepping += heavy && table.complete(mostCompletion / cost) ? 0 : cost
  }
  if (stepping + walking > mostPerCharacter) {
    throw new PatternError(
      'PATTERN_REFUSED',
      'too many ways to match at once (long or nested optional repeats)',
    )
  }
}

/** True when every match begins at the start of the text. */
export function isAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'place':
      return node.at === 'start'
    case 'sequence':
      return node.items.some((item, i) => isAnchored(item) && node.items.slice(0, i).every(isWidthless))
    case 'choice':
      return node.options.every(isAnchored)
    case 'group':
    case 'atomic':
      return isAnchored(node.body)
    default:
      return false
  }
}

/**
 * Groups inside a look-around cost a walk through it at every match. Where that is more than a short one for one match,
 * they are not filled: these look-arounds. A replacement that asks for them has its pattern matched by trying.
 */
export function expensiveLooks(root: Node): ReadonlySet<Look> {
  const looks = new Set<Look>()
  let width = 0
  const visit = (node: Node, once: boolean) => {
    if (node.kind === 'look' && !node.negative && hasGroups(node.body) && !once) {
      looks.add(node)
      width += widthOf(node.body, new Map()).most
    }
    if (node.kind === 'repeat') visit(node.body, once && node.most < 8)
    else for (const child of childrenOf(node)) visit(child, once)
  }
  visit(root, isAnchored(root))
  return width > widestTellingLook ? looks : new Set()
}

/** The groups that are not filled, see expensiveLooks. */
export function expensiveGroups(root: Node): ReadonlySet<number> {
  const groups = new Set<number>()
  for (const look of expensiveLooks(root)) {
    for (const part of everyNode(look)) if (part.kind === 'group') groups.add(part.number)
  }
  return groups
}

function isWidthless(node: Node): boolean {
  return widthOf(node, new Map()).most === 0
}

function stepCost({ takerWords, joints, order, options, comparers }: Machine): number {
  let cost = 2 * takerWords
  for (const { words } of [...joints, ...comparers]) cost += 1 + words.length
  for (const state of order) cost += 1 + (options[state]?.length ?? 0)
  return cost
}

/** The longest way between two characters. */
function walkCost(machine: Machine): number {
  const costs = new Float64Array(machine.size)
  let most = 0
  for (const state of machine.order) {
    const next = costs[machine.next[state] as number] as number
    const kind = machine.op[state] as number
    let cost = next
    if (kind === op.guard) cost = Math.max(next, costs[machine.otherwise[state] as number] as number)
    if (kind === op.accept || kind === op.fail) cost = 0
    for (const [i, option] of (machine.options[state] ?? []).entries()) {
      cost = Math.max(i === 0 ? 0 : cost, (costs[option] as number) + 0.3 * i)
    }
    costs[state] = cost + 1
    most = Math.max(most, cost + 1)
  }
  return most
}
