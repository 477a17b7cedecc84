import type { Node } from '../tree/syntax-tree.ts'
import { unlimited } from './instruction.ts'

/** A register that decides how matching goes on. */
export interface KeyPart {
  readonly register: number
  /** Values above it are all alike. */
  readonly cap: number
  /** True where only the character matters that stands at the place in the register. */
  readonly isCharacter: boolean
}

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
