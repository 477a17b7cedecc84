import { buildAtomic } from './build-atomic.ts'
import { buildGroup, buildReference, wasSet } from './build-groups.ts'
import { buildLookAhead, buildLookBehind } from './build-looks.ts'
import { buildRepeat } from './build-repeats.ts'
import { afterCharacter, type Builder, blankStatus, type LookBehind } from './builder.ts'
import { CharSet } from './char-set.ts'
import { type Continuation, continuation, type Status } from './continuation.ts'
import { expensiveLooks, isAnchored } from './cost.ts'
import type { GroupPlan } from './group-plan.ts'
import { joinGroups, noGroups, referencedGroups } from './referenced-groups.ts'
import { StateGraph, type StateId } from './state-graph.ts'
import type { Node, Place, Sequence } from './syntax-tree.ts'

/** The automaton of a pattern. */
export interface Automaton {
  readonly graph: StateGraph
  readonly start: StateId
  /** Where to start when the match must not be empty: after an empty match at the same place. */
  readonly startNonEmpty: StateId
  /** True when there is one match at most in a text, at its start. */
  readonly matchesOnce: boolean
  /** In an order in which each uses only those before it. */
  readonly lookBehinds: readonly LookBehind[]
}

const newline = CharSet.of(10)

/** Builds the automaton of a pattern; throws NotRegular when references reach further than states can tell. */
export function buildStates(root: Node, plans: ReadonlyMap<number, GroupPlan>): Automaton {
  const graph = new StateGraph()
  const builder: Builder = {
    graph,
    plans,
    lookBehinds: [],
    expensiveLooks: expensiveLooks(root),
    build: (node, next, status) => buildNode(builder, node, next, status),
  }
  const end = continuation(noGroups, () => graph.accept)
  const endMoved = continuation(noGroups, ({ moved }) => (moved ? graph.accept : graph.fail))
  const start = builder.build(root, end, blankStatus)
  const startNonEmpty = builder.build(root, endMoved, blankStatus)
  return { graph, start, startNonEmpty, matchesOnce: isAnchored(root), lookBehinds: builder.lookBehinds }
}

function buildNode(builder: Builder, node: Node, next: Continuation, status: Status): StateId {
  const { graph } = builder
  switch (node.kind) {
    case 'character':
      return graph.character(node.set, next.at(afterCharacter(status)))
    case 'place':
      return buildPlace(graph, node, next.at(status))
    case 'sequence':
      return buildSequence(builder, node, 0, next, status)
    case 'choice':
      return graph.choice(node.options.map((option) => builder.build(option, next, status)))
    case 'repeat':
      return buildRepeat(builder, node, next, status)
    case 'group':
      return buildGroup(builder, node, next, status)
    case 'atomic':
      return buildAtomic(builder, node.body, next, status)
    case 'look':
      return node.behind
        ? buildLookBehind(builder, node, next, status)
        : buildLookAhead(builder, node, next, status)
    case 'reference':
      return buildReference(builder, node, next, status)
    case 'conditional': {
      const branch = wasSet(status.memory.get(node.group), node) ? node.yes : node.no
      return branch === undefined ? next.at(status) : builder.build(branch, next, status)
    }
  }
}

/** Runs of plain characters are built from their end, so that long texts do not nest deep. */
function buildSequence(
  builder: Builder,
  node: Sequence,
  from: number,
  next: Continuation,
  status: Status,
): StateId {
  const { items } = node
  if (from === items.length) return next.at(status)
  let to = from
  let after = status
  for (; items[to]?.kind === 'character'; to++) after = afterCharacter(after)
  if (to > from) {
    let id = buildSequence(builder, node, to, next, {
      ...after,
      memory: after.memory.keep(restAsks(node, to, next)),
    })
    for (let i = to - 1; i >= from; i--) {
      const item = items[i]
      if (item?.kind === 'character') id = builder.graph.character(item.set, id)
    }
    return id
  }
  const rest = continuation(restAsks(node, from + 1, next), (later) =>
    buildSequence(builder, node, from + 1, next, later),
  )
  return builder.build(items[from] as Node, rest, status)
}

function restAsks(node: Sequence, from: number, next: Continuation): ReadonlySet<number> {
  if (referencedGroups(node).size === 0) return next.asks
  return node.items.slice(from).map(referencedGroups).reduce(joinGroups, next.asks)
}

function buildPlace(graph: StateGraph, { at, ascii }: Place, next: StateId): StateId {
  if (at !== 'end' && at !== 'lineEnd') return graph.place(at, ascii, next)
  const textEnd = graph.place('textEnd', false, graph.accept)
  const nearEnd = graph.character(newline, at === 'lineEnd' ? graph.accept : textEnd)
  return graph.look('present', graph.choice([textEnd, nearEnd]), next)
}
