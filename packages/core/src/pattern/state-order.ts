import type { State, StateGraph, StateId } from './state-graph.ts'

/** The states that a state leads to without taking a character, or asks about at the same place. */
export function besides(state: State): readonly StateId[] {
  switch (state.op) {
    case 'choice':
      return state.to
    case 'save':
    case 'place':
    case 'behind':
      return [state.next]
    case 'look':
      return [state.body, state.next]
    case 'guard':
      return [state.test, state.pass, state.otherwise]
    default:
      return []
  }
}

export function takesCharacter(state: State): state is Extract<State, { op: 'character' | 'same' }> {
  return state.op === 'character' || state.op === 'same'
}

/** The states that take no character, each after all states that it leads to or asks about at the same place. */
export function evaluationOrder(
  graph: StateGraph,
  reached: readonly StateId[],
  numberOf: (id: StateId) => number,
): Int32Array {
  const done = new Set<StateId>()
  const order: number[] = []
  for (const root of reached) {
    const waiting = [root]
    for (let id = waiting.at(-1); id !== undefined; id = waiting.at(-1)) {
      const state = graph.state(id)
      const missing =
        done.has(id) || takesCharacter(state) ? [] : besides(state).filter((other) => !done.has(other))
      if (missing.length > 0) waiting.push(...missing)
      else {
        waiting.pop()
        if (!done.has(id) && !takesCharacter(state)) order.push(numberOf(id))
        done.add(id)
      }
    }
  }
  return Int32Array.from(order)
}
