import { unlimited } from './instruction.ts'

/** A register that decides how matching goes on; values above `cap` are all alike. */
export interface KeyPart {
  readonly register: number
  readonly cap: number
}

/** The registers that a place in a program depends on: marks of the groups asked about later, and loops around it. */
export function keyOf(groups: ReadonlySet<number>, loops: readonly KeyPart[]) {
  const marks = [...groups].flatMap((group) => [2 * group, 2 * group + 1])
  return {
    keyRegisters: [...marks, ...loops.map(({ register }) => register)],
    keyCaps: [...marks.map(() => unlimited), ...loops.map(({ cap }) => cap)],
  }
}
