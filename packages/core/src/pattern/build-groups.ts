import { afterCharacter, type Builder } from './builder.ts'
import { CharSet } from './char-set.ts'
import { type Continuation, continuation, type Status } from './continuation.ts'
import { type GroupRecord, NotRegular } from './group-memory.ts'
import type { GroupPlan } from './group-plan.ts'
import { type Fold, lowerCase, spread } from './letter-case.ts'
import type { StateId } from './state-graph.ts'
import type { Conditional, Node, Reference } from './syntax-tree.ts'

type Group = Extract<Node, { kind: 'group' }>

const mostContents = 64

export function buildGroup(builder: Builder, node: Group, next: Continuation, status: Status): StateId {
  const plan = next.asks.has(node.number) ? builder.plans.get(node.number) : undefined
  if (plan?.by === 'content' && node.body.kind === 'character') {
    return buildContents(builder, node, node.body.set, plan.fold ?? 'none', next, status)
  }
  const opened = plan === undefined ? status : open(node.number, status, plan)
  const closing = continuation(next.asks, (end) => {
    const closed = plan === undefined ? end : close(node.number, end, plan)
    return builder.graph.save(2 * node.number + 1, next.at(closed))
  })
  return builder.graph.save(2 * node.number, builder.build(node.body, closing, opened))
}

/** True when the group is known to hold something; throws NotRegular where Python's answer hangs on more. */
export function wasSet(record: GroupRecord | undefined, node: Conditional): boolean {
  if (record?.is === 'open') throw new NotRegular('asks about a group from inside that group', node.position)
  return record !== undefined
}

export function buildReference(
  builder: Builder,
  node: Reference,
  next: Continuation,
  status: Status,
): StateId {
  const { graph } = builder
  const record = status.memory.get(node.group)
  if (record === undefined) return graph.fail
  if (record.is === 'content') {
    const code = lowerCase(record.code, node.fold)
    return graph.character(spread(CharSet.of(code), node.fold), next.at(afterCharacter(status)))
  }
  if (record.is !== 'closed') {
    throw new NotRegular('a back-reference to a group of unlimited length or distance', node.position)
  }
  let after = status
  for (let i = 0; i < record.width; i++) after = afterCharacter(after)
  if (builder.plans.get(node.group)?.fold === node.fold) {
    after = { ...after, memory: after.memory.with(node.group, { ...record, gap: 0 }) }
  }
  let id = next.at({ moved: status.moved || record.width > 0, memory: after.memory })
  for (let i = 0; i < record.width; i++) id = graph.same(record.width + record.gap, node.fold, id)
  return id
}

function open(group: number, status: Status, plan: GroupPlan): Status {
  if (plan.by === 'presence') return status
  const wasSetBefore = status.memory.get(group) !== undefined
  const memory = status.memory.with(group, { is: 'open', taken: 0, wasSet: wasSetBefore })
  return { ...status, memory }
}

function close(group: number, status: Status, plan: GroupPlan): Status {
  if (plan.by === 'presence') return { ...status, memory: status.memory.with(group, { is: 'set' }) }
  const record = status.memory.get(group)
  const closed: GroupRecord =
    record?.is === 'open' ? { is: 'closed', width: record.taken, gap: 0 } : { is: 'lost' }
  return { ...status, memory: status.memory.with(group, closed) }
}

/** One way for each letter that the group can hold. */
function buildContents(
  builder: Builder,
  node: Group,
  set: CharSet,
  fold: Fold,
  next: Continuation,
  status: Status,
): StateId {
  const { graph } = builder
  const byLetter = new Map<number, number[]>()
  if (set.size > 4 * mostContents) throw new NotRegular('a back-reference to any of many characters')
  for (const [low, high] of set.ranges()) {
    for (let code = low; code <= high; code++) {
      const letter = lowerCase(code, fold)
      byLetter.set(letter, [...(byLetter.get(letter) ?? []), code])
    }
  }
  if (byLetter.size > mostContents) throw new NotRegular('a back-reference to any of many characters')
  const ways = [...byLetter].map(([letter, codes]) => {
    const after = afterCharacter(status)
    const memory = after.memory.with(node.number, { is: 'content', code: letter })
    return graph.character(
      CharSet.of(...codes),
      graph.save(2 * node.number + 1, next.at({ ...after, memory })),
    )
  })
  return graph.save(2 * node.number, graph.choice(ways))
}
