import type { Continuation, Status } from './continuation.ts'
import { GroupMemory } from './group-memory.ts'
import type { GroupPlan } from './group-plan.ts'
import type { StateGraph, StateId } from './state-graph.ts'
import type { Look, Node } from './syntax-tree.ts'

/** A look-behind's own automaton: it holds where its start leads to an end from `width` characters before. */
export interface LookBehind {
  readonly start: StateId
  readonly width: number
  readonly hasGroups: boolean
}

/** What building needs everywhere. */
export interface Builder {
  readonly graph: StateGraph
  readonly plans: ReadonlyMap<number, GroupPlan>
  readonly lookBehinds: LookBehind[]
  /** Look-arounds whose groups stay unset. */
  readonly expensiveLooks: ReadonlySet<Look>
  readonly build: (node: Node, next: Continuation, status: Status) => StateId
}

/** The status at the start of a pattern or of a look-behind. */
export const blankStatus: Status = { moved: false, memory: GroupMemory.empty }

export function afterCharacter(status: Status): Status {
  return { moved: true, memory: status.memory.afterCharacter() }
}
