import { rowMatcher } from '../faults/row-matcher.ts'
import type { ImportGround } from './import-ground.ts'
import type { StagedRecords } from './staged-records.ts'

/** The code that keeps all rows of a sync out: none of its keys is known, or a fault lets it fail for the sake of one row. */
export function fatalCode({ records, unmapped }: StagedRecords, ground: ImportGround): string | undefined {
  if (unmapped) return 'ELQ-00127'
  const poison = ground.strike('poison-rows')
  if (!poison) return undefined
  const isPoison = rowMatcher(poison, ground.instance.seed)
  const found = records.some(({ row }) => isPoison(row?.[ground.identifier ?? ''] ?? ''))
  return found ? poison['code'] : undefined
}
