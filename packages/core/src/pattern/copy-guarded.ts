import type { StateGraph, StateId } from './state-graph.ts'

/**
 * Copies the states of an atomic group so that every choice takes the first way that leads to the group's own end,
 * and that end leads on to what follows. `followEnd` gives the state after one of the group's ends.
 */
export function copyGuarded(
  graph: StateGraph,
  start: StateId,
  followEnd: (end: StateId) => StateId | undefined,
): StateId {
  const copies = new Map<StateId, StateId>()

  function copy(id: StateId): StateId {
    const known = copies.get(id)
    if (known !== undefined) return known
    const state = graph.state(id)
    if (state.op === 'choice') return copyChoice(id, state.to)
    const made = copyPlain(id)
    copies.set(id, made)
    return made
  }

  function copyPlain(id: StateId): StateId {
    const state = graph.state(id)
    switch (state.op) {
      case 'accept':
        return followEnd(id) ?? id
      case 'character':
        return graph.character(state.set, copy(state.next))
      case 'same':
        return graph.same(state.distance, state.fold, copy(state.next))
      case 'place':
        return graph.place(state.at, state.ascii, copy(state.next))
      case 'look':
        return graph.look(state.asks, state.body, copy(state.next))
      case 'behind':
        return graph.behind(state.index, state.negative, copy(state.next))
      case 'save':
        return graph.save(state.slot, copy(state.next))
      case 'guard': {
        const open = graph.openGuard(state.test)
        copies.set(id, open.id)
        open.fill(copy(state.pass), copy(state.otherwise))
        return open.id
      }
      default:
        return id
    }
  }

  function copyChoice(id: StateId, to: readonly StateId[]): StateId {
    const [first, ...others] = to
    if (first === undefined) return graph.fail
    const open = graph.openGuard(first)
    copies.set(id, open.id)
    open.fill(copy(first), copyRest(others))
    return open.id
  }

  function copyRest(to: readonly StateId[]): StateId {
    const [first, ...others] = to
    if (first === undefined) return graph.fail
    return others.length === 0 ? copy(first) : graph.guard(first, copy(first), copyRest(others))
  }

  return copy(start)
}
