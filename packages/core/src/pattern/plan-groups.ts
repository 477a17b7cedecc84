import type { GroupPlan } from './group-plan.ts'
import type { Fold } from './letter-case.ts'
import { everyNode } from './referenced-groups.ts'
import type { Node } from './syntax-tree.ts'

/** How each group that is asked about is remembered; `byContent` for groups whose references may stand far away. */
export function planGroups(root: Node, byContent: boolean): ReadonlyMap<number, GroupPlan> {
  const folds = new Map<number, Set<Fold>>()
  const present = new Set<number>()
  for (const node of everyNode(root)) {
    if (node.kind === 'conditional') present.add(node.group)
    if (node.kind === 'reference') {
      folds.set(node.group, (folds.get(node.group) ?? new Set()).add(node.fold))
    }
  }
  const plans = new Map<number, GroupPlan>()
  for (const group of present) plans.set(group, { by: 'presence', fold: undefined })
  for (const [group, used] of folds) {
    const [fold] = used
    const by = byContent && isOneCharacter(root, group) ? 'content' : 'distance'
    plans.set(group, { by, fold: used.size === 1 ? fold : undefined })
  }
  return plans
}

function isOneCharacter(root: Node, group: number): boolean {
  for (const node of everyNode(root)) {
    if (node.kind === 'group' && node.number === group) return node.body.kind === 'character'
  }
  return false
}
