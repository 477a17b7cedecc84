import type { Node } from '../tree/syntax-tree.ts'
import { type KeyPart, unlimited } from './instruction.ts'

/** What matching depends on from a place in a program on: the groups referenced later, and the loops around it. */
export function keyOf(
  referenced: ReadonlySet<number>,
  groups: ReadonlyMap<number, Node>,
  loops: readonly KeyPart[],
): readonly KeyPart[] {
  return [...[...referenced].flatMap((group) => groupKey(group, groups.get(group))), ...loops]
}

/** Of a group of one character only the character matters; of others, where they begin and end. */
function groupKey(group: number, body: Node | undefined): KeyPart[] {
  const register = 2 * group
  if (body?.kind === 'character') return [{ register, cap: unlimited, isCharacter: true }]
  return [register, register + 1].map((mark) => ({ register: mark, cap: unlimited, isCharacter: false }))
}
