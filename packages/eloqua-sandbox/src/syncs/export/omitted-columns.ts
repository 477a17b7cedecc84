import type { FaultArguments } from '../../faults/active-faults.ts'
import { glob } from '../../faults/glob.ts'
import { rowMatcher } from '../../faults/row-matcher.ts'

/** Which columns an export leaves out, of which rows and on which pages. */
export interface OmittedColumns {
  /** places among the keys of the export */
  readonly places: ReadonlySet<number>
  /** undefined: of all rows */
  readonly isMeant: ((row: number) => boolean) | undefined
  /** numbers from 1; undefined: on all pages */
  readonly pages: ReadonlySet<number> | undefined
}

/** What the fault says for an export with these keys; `addressOf` finds rows by their address. */
export function omittedColumns(
  fault: FaultArguments,
  keys: readonly string[],
  { addressOf, seed }: { addressOf(row: number): string; readonly seed: number },
): OmittedColumns {
  const patterns = (fault['keys'] ?? '').split('|').map(glob)
  const isOfAll = !fault['match'] && !fault['share']
  const isMeant = rowMatcher(fault, seed)
  return {
    places: new Set(keys.keys().filter((at) => patterns.some((one) => one.test(keys[at] ?? '')))),
    isMeant: isOfAll ? undefined : (row) => isMeant(addressOf(row)),
    pages: fault['page'] ? new Set(fault['page'].split('|').map(Number)) : undefined,
  }
}
