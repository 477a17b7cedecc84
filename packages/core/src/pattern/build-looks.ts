import { type Builder, blankStatus } from './builder.ts'
import { type Continuation, continuation, type Status } from './continuation.ts'
import { NotRegular } from './group-memory.ts'
import { everyNode, hasGroups, noGroups } from './referenced-groups.ts'
import type { StateId } from './state-graph.ts'
import type { Look } from './syntax-tree.ts'
import { widthOf } from './width.ts'

export function buildLookAhead(builder: Builder, node: Look, next: Continuation, status: Status): StateId {
  const { graph } = builder
  for (const part of everyNode(node.body)) {
    if (part.kind === 'group' && next.asks.has(part.number)) {
      throw new NotRegular('refers to a group inside a look-ahead', node.position)
    }
  }
  const found = continuation(noGroups, () => graph.accept)
  const body = builder.build(node.body, found, { ...status, moved: false })
  const asks = node.negative ? 'absent' : tellsGroups(builder, node) ? 'groups' : 'present'
  return graph.look(asks, body, next.at(status))
}

export function buildLookBehind(builder: Builder, node: Look, next: Continuation, status: Status): StateId {
  const { graph, lookBehinds } = builder
  for (const part of everyNode(node.body)) {
    if (part.kind === 'reference' || part.kind === 'conditional') {
      throw new NotRegular('refers to a group inside a look-behind', node.position)
    }
    if (part.kind === 'group' && next.asks.has(part.number)) {
      throw new NotRegular('refers to a group inside a look-behind', node.position)
    }
  }
  const found = continuation(noGroups, () => graph.accept)
  const start = builder.build(node.body, found, blankStatus)
  if (start === graph.fail) return node.negative ? next.at(status) : graph.fail
  const width = widthOf(node.body, new Map()).least
  const known = lookBehinds.findIndex((other) => other.start === start && other.width === width)
  const index =
    known >= 0 ? known : lookBehinds.push({ start, width, hasGroups: tellsGroups(builder, node) }) - 1
  return graph.behind(index, node.negative, next.at(status))
}

function tellsGroups({ expensiveLooks }: Builder, node: Look): boolean {
  return !node.negative && hasGroups(node.body) && !expensiveLooks.has(node)
}
