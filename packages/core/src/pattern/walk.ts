import type { AliveTable } from './alive-table.ts'
import { hasBit } from './evaluate-row.ts'
import { op } from './machine.ts'

/** A text's rows in an alive table, by place. */
export interface Trail {
  readonly table: AliveTable
  readonly rows: Int32Array
}

/** What a walk asks about look-behinds which hold groups: their trail and width, by answer bit. */
export type BehindTrail = (bit: number) => { readonly trail: Trail; readonly width: number } | undefined

/**
 * Follows the preferred way of a match that is known to exist, noting where groups begin and end in `marks`;
 * returns the place where it ends. At each choice the first state that leads to a match is the way Python goes.
 */
export function walk(
  trail: Trail,
  from: number,
  start: number,
  marks: Int32Array,
  behindTrail: BehindTrail,
): number {
  const { machine, rows: bits } = trail.table
  const { words, next, extra, otherwise, options } = machine
  const { rows } = trail
  let place = from
  let state = start
  for (;;) {
    switch (machine.op[state]) {
      case op.character:
      case op.same:
        place++
        state = next[state] as number
        break
      case op.accept:
        return place
      case op.choice:
        state = firstAlive(bits, (rows[place] as number) * words, options[state] as Int32Array)
        break
      case op.guard: {
        const holds = hasBit(bits, (rows[place] as number) * words, extra[state] as number)
        state = (holds ? next[state] : otherwise[state]) as number
        break
      }
      case op.save:
        marks[extra[state] as number] = place
        state = next[state] as number
        break
      case op.lookForGroups:
        walk(trail, place, extra[state] as number, marks, behindTrail)
        state = next[state] as number
        break
      case op.behind: {
        const behind = behindTrail(extra[state] as number)
        if (behind !== undefined) {
          const root = behind.trail.table.machine.roots[0] as number
          walk(behind.trail, place - behind.width, root, marks, behindTrail)
        }
        state = next[state] as number
        break
      }
      case op.fail:
        throw new Error('a walk was started where no match begins')
      default:
        state = next[state] as number
    }
  }
}

function firstAlive(bits: Int32Array, row: number, states: Int32Array): number {
  for (let i = 0; i < states.length; i++) {
    const state = states[i] as number
    if (hasBit(bits, row, state)) return state
  }
  throw new Error('a walk was started where no match begins')
}
