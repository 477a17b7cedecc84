import type { StateGraph, StateId } from './state-graph.ts'
import { besides, takesCharacter } from './state-order.ts'

/** The states that some roots lead to, numbered for rows of bits. */
export interface Numbering {
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
  const chained = chain(graph, takers)
  const order = [...chained, ...reached.filter((id) => !takesCharacter(graph.state(id)))]
  return { order, numbers: new Map(order.map((id, number) => [id, number])), takerCount: takers.length }
}

function chain(graph: StateGraph, takers: readonly StateId[]): StateId[] {
  const leadsTo = (id: StateId) => {
    const state = graph.state(id)
    return takesCharacter(state) ? state.next : id
  }
  const above = new Map<StateId, StateId>()
  for (const id of takers) {
    const next = leadsTo(id)
    if (takesCharacter(graph.state(next)) && !above.has(next)) above.set(next, id)
  }
  const order: StateId[] = []
  for (const id of takers) {
    if (above.get(leadsTo(id)) === id) continue
    for (let link: StateId | undefined = id; link !== undefined; link = above.get(link)) order.push(link)
  }
  return order
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
