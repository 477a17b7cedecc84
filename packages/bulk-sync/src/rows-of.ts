import type { Row } from '@dwmops/eloqua-client'
import type { Item } from '@dwmops/mongo-queue'
import type { ImportRecord, RecordResult } from './record-results.ts'

/** The import rows of items; one of which no row can be made is rejected by itself and keeps no other from its import. */
export function rowsOf(
  items: readonly Item[],
  rowOf: (item: Item) => Row,
): { records: ImportRecord[]; unusable: RecordResult[] } {
  const records: ImportRecord[] = []
  const unusable: RecordResult[] = []
  for (const item of items) {
    const { id } = item
    try {
      records.push({ id, row: rowOf(item) })
    } catch (error) {
      const fault = error instanceof Error ? error.name : typeof error
      const message = `no import row can be made of it (${fault}): look which rule writes something else than text`
      unusable.push({ id, result: 'rejected', code: 'ROW_UNUSABLE', message })
    }
  }
  return { records, unusable }
}
