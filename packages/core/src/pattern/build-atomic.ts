import type { Builder } from './builder.ts'
import { type Continuation, continuation, type Status } from './continuation.ts'
import { copyGuarded } from './copy-guarded.ts'
import type { StateId } from './state-graph.ts'
import type { Node } from './syntax-tree.ts'

let atomicCount = 0

/**
 * An atomic group goes the way that it would go on its own, whatever follows: each choice in it is decided by asking
 * whether the preferred way alone leads to the group's end.
 */
export function buildAtomic(builder: Builder, body: Node, next: Continuation, status: Status): StateId {
  const { graph } = builder
  const label = `atomic${++atomicCount}`
  const ends = new Map<StateId, Status>()
  const found = continuation(next.asks, (end) => {
    const id = graph.accepting(`${label}${end.moved}${end.memory.key}`)
    ends.set(id, end)
    return id
  })
  const alone = builder.build(body, found, status)
  return copyGuarded(graph, alone, (id) => {
    const end = ends.get(id)
    return end === undefined ? undefined : next.at(end)
  })
}
