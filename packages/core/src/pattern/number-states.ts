import type { StateGraph, StateId } from './state-graph.ts'
import { besides, takesCharacter } from './state-order.ts'

const mostTargets = 4

/** The states that some roots lead to, numbered for rows of bits. */
export interface Numbering {
  /** For each state that takes a character: the states one of which must be alive after it. */
  readonly targets: ReadonlyMap<StateId, readonly StateId[]>
  /** The states that take no character and whose bits are asked for. */
  readonly evaluated: readonly StateId[]
  /** First the states that take a character, then the others. */
  readonly order: readonly StateId[]
  readonly numbers: ReadonlyMap<StateId, number>
  readonly takerCount: number
}

/**
 * Numbers states so that in a run of characters each comes right after the one that it leads to: one shift of a row's
 * bits then moves all of them at once.
 */
export function numberStates(graph: StateGraph, roots: readonly StateId[]): Numbering {
  const reached = reach(graph, roots)
  const takers = reached.filter((id) => takesCharacter(graph.state(id)))
  const targets = targetsOf(graph, roots, reached, takers)
  const chained = chain(takers, targets)
  const bitless = new Set(takers.filter((id) => isOpened(graph, id, targets)).map((id) => nextOf(graph, id)))
  const others = reached.filter((id) => !takesCharacter(graph.state(id)))
  const order = [...chained, ...others]
  return {
    targets,
    evaluated: others.filter((id) => !bitless.has(id)),
    order,
    numbers: new Map(order.map((id, number) => [id, number])),
    takerCount: takers.length,
  }
}

/**
 * A small choice which only characters lead to needs no bit of its own: what leads to it leads to its options. Such are
 * the ways out of every round of x{1,500}.
 */
function targetsOf(
  graph: StateGraph,
  roots: readonly StateId[],
  reached: readonly StateId[],
  takers: readonly StateId[],
): Map<StateId, readonly StateId[]> {
  const besideOthers = new Set([...roots, ...reached.flatMap((id) => besides(graph.state(id)))])
  return new Map(
    takers.map((id) => {
      const next = nextOf(graph, id)
      const following = graph.state(next)
      const opens = following.op === 'choice' && following.to.length <= mostTargets && !besideOthers.has(next)
      return [id, opens ? following.to : [next]]
    }),
  )
}

function isOpened(
  graph: StateGraph,
  id: StateId,
  targets: ReadonlyMap<StateId, readonly StateId[]>,
): boolean {
  const next = nextOf(graph, id)
  return targets.get(id)?.includes(next) === false
}

function nextOf(graph: StateGraph, id: StateId): StateId {
  const state = graph.state(id)
  return takesCharacter(state) ? state.next : id
}

function chain(takers: readonly StateId[], targets: ReadonlyMap<StateId, readonly StateId[]>): StateId[] {
  const above = new Map<StateId, StateId>()
  const below = new Map<StateId, StateId>()
  const inRow = new Set(takers)
  for (const id of takers) {
    const next = targets.get(id)?.find((target) => inRow.has(target) && !above.has(target) && target !== id)
    if (next === undefined || leadsBack(below, next, id)) continue
    above.set(next, id)
    below.set(id, next)
  }
  const order: StateId[] = []
  for (const id of takers) {
    if (below.has(id)) continue
    for (let link: StateId | undefined = id; link !== undefined; link = above.get(link)) order.push(link)
  }
  return order
}

/** True when the chain below `from` comes to `to`: linking them would close a ring. */
function leadsBack(below: ReadonlyMap<StateId, StateId>, from: StateId, to: StateId): boolean {
  for (let link: StateId | undefined = from; link !== undefined; link = below.get(link))
    if (link === to) return true
  return false
}

function reach(graph: StateGraph, roots: readonly StateId[]): StateId[] {
  const seen = new Set<StateId>()
  const waiting = [...roots].reverse()
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const state = graph.state(id)
    if (takesCharacter(state)) waiting.push(state.next)
    else waiting.push(...besides(state))
  }
  return [...seen]
}
