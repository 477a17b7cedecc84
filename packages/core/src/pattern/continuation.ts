import type { GroupMemory } from './group-memory.ts'
import type { StateId } from './state-graph.ts'

/**
 * What is known on a path while states are built: whether it took a character since the innermost loop began its
 * round (Python leaves a loop after an empty round), and what is remembered of groups.
 */
export interface Status {
  readonly moved: boolean
  readonly memory: GroupMemory
}

/** What follows a part: the state to go on with, for each status in which the part may end. */
export interface Continuation {
  /** Groups that what follows asks about. */
  readonly asks: ReadonlySet<number>
  at(status: Status): StateId
}

/** A continuation that builds each status once, and forgets groups that nobody asks about. */
export function continuation(asks: ReadonlySet<number>, build: (status: Status) => StateId): Continuation {
  const built = new Map<string, StateId>()
  return {
    asks,
    at(status) {
      const memory = status.memory.keep(asks)
      const key = (status.moved ? '+' : '-') + memory.key
      const known = built.get(key)
      if (known !== undefined) return known
      const id = build({ moved: status.moved, memory })
      built.set(key, id)
      return id
    },
  }
}
