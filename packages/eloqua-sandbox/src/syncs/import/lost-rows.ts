import { rowMatcher } from '../../faults/row-matcher.ts'
import type { StagedRow } from '../../staging/staged-file.ts'
import type { ImportGround } from './import-ground.ts'

/** Which staged rows vanish, where a fault has it so. */
export function lostRows({
  trigger,
  instance,
  identifier,
}: ImportGround): ((row: StagedRow) => boolean) | undefined {
  const fault = trigger('lost-rows')
  if (!fault) return undefined
  const isMeant = rowMatcher(fault, instance.seed)
  return (row) => isMeant(row?.[identifier ?? ''] ?? '')
}
