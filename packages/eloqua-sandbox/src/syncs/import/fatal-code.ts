import { rowMatcher } from '../../faults/row-matcher.ts'
import type { ImportGround } from './import-ground.ts'
import type { StagedRecords } from './staged-records.ts'

/** The code that keeps all rows of a sync out: none of its keys is known, or a fault lets it fail for the sake of one row. */
export function fatalCode(staged: StagedRecords, ground: ImportGround): string | undefined {
  if (staged.unmapped) return 'ELQ-00127'
  const poison = ground.trigger('poison-rows')
  if (!poison) return undefined
  const isPoison = rowMatcher(poison, ground.instance.seed)
  for (const { row } of staged.walk())
    if (isPoison(row?.[ground.identifier ?? ''] ?? '')) return poison['code']
  return undefined
}
