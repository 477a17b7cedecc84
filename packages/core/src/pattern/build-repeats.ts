import { buildAtomic } from './build-atomic.ts'
import { afterCharacter, type Builder } from './builder.ts'
import { type Continuation, continuation, type Status } from './continuation.ts'
import { joinGroups, referencedGroups } from './referenced-groups.ts'
import type { StateId } from './state-graph.ts'
import type { Node, Repeat } from './syntax-tree.ts'

/** States for a repeat: its required rounds one after another, then the optional ones, each with a way out. */
export function buildRepeat(builder: Builder, node: Repeat, next: Continuation, status: Status): StateId {
  if (node.mode === 'possessive') {
    const body: Node = { kind: 'atomic', body: node.body }
    return buildAtomic(builder, { ...node, mode: 'greedy', body }, next, status)
  }
  if (node.body.kind === 'character' && next.asks.size === 0) return buildRun(builder, node, next, status)
  return required(builder, node, node.least, next, status)
}

/** A repeat of one plain character, without nesting: long ones are common. */
function buildRun(builder: Builder, node: Repeat, next: Continuation, status: Status): StateId {
  const { graph } = builder
  const set = node.body.kind === 'character' ? node.body.set : undefined
  if (set === undefined) return graph.fail
  const { least, most } = node
  if (most === 0) return next.at(status)
  const moved = afterCharacter(status)
  const exit = next.at(moved)
  let id = exit
  if (most === Number.POSITIVE_INFINITY) {
    const loop = graph.openChoice()
    loop.fill(inOrder(node, graph.character(set, loop.id), exit))
    id = loop.id
  } else {
    for (let round = Math.max(least, 1); round < most; round++) {
      id = graph.choice(inOrder(node, graph.character(set, id), exit))
    }
  }
  for (let round = 1; round < least; round++) id = graph.character(set, id)
  const first = graph.character(set, id)
  return least > 0 ? first : graph.choice(inOrder(node, first, next.at(status)))
}

function required(
  builder: Builder,
  node: Repeat,
  rounds: number,
  next: Continuation,
  status: Status,
): StateId {
  if (rounds === 0) {
    return node.most === Number.POSITIVE_INFINITY
      ? unlimited(builder, node, next, status)
      : optional(builder, node, node.most - node.least, next, status)
  }
  const asks = joinGroups(referencedGroups(node.body), next.asks)
  const rest = continuation(asks, (later) => required(builder, node, rounds - 1, next, later))
  return builder.build(node.body, rest, status)
}

function optional(
  builder: Builder,
  node: Repeat,
  rounds: number,
  next: Continuation,
  status: Status,
): StateId {
  if (rounds === 0) return next.at(status)
  const rest = roundEnd(node, next, status, (later) => optional(builder, node, rounds - 1, next, later))
  const body = builder.build(node.body, rest, { ...status, moved: false })
  return builder.graph.choice(inOrder(node, body, next.at(status)))
}

function unlimited(builder: Builder, node: Repeat, next: Continuation, status: Status): StateId {
  const loops = new Map<string, StateId>()
  const asks = joinGroups(referencedGroups(node.body), next.asks)
  const loopAt = (given: Status): StateId => {
    const memory = given.memory.keep(asks)
    const key = (given.moved ? '+' : '-') + memory.key
    const known = loops.get(key)
    if (known !== undefined) return known
    const at: Status = { moved: given.moved, memory }
    const loop = builder.graph.openChoice()
    loops.set(key, loop.id)
    const body = builder.build(node.body, roundEnd(node, next, at, loopAt), { ...at, moved: false })
    loop.fill(inOrder(node, body, next.at(at)))
    return loop.id
  }
  return loopAt(status)
}

/** After a round that took nothing Python tries no further round; else `again` decides. */
function roundEnd(
  node: Repeat,
  next: Continuation,
  before: Status,
  again: (status: Status) => StateId,
): Continuation {
  return continuation(joinGroups(referencedGroups(node.body), next.asks), (after) => {
    const status: Status = { moved: before.moved || after.moved, memory: after.memory }
    return after.moved ? again(status) : next.at(status)
  })
}

function inOrder(node: Repeat, body: StateId, exit: StateId): StateId[] {
  return node.mode === 'lazy' ? [exit, body] : [body, exit]
}
