import { SeededRandom } from '@dwmops/seeded-random'
import { emailField } from '../../catalog/contact-catalog.ts'
import type { ActiveFaults } from '../../faults/active-faults.ts'
import { filterManners } from '../../faults/filter-manners.ts'
import { parseFilter } from '../../filter/parse-filter.ts'
import { rowTest } from '../../filter/row-test.ts'
import { indicatorFields } from '../../instance/custom-object.ts'
import { type Instance, snapshotOf } from '../../instance/instance.ts'
import type { Read } from '../../statements/reader.ts'
import { resolveStatement } from '../../statements/resolve-statement.ts'
import type { Sync } from '../sync.ts'
import type { ExportedRows } from './exported-rows.ts'
import { omittedColumns } from './omitted-columns.ts'

/** Takes the snapshot of an export: which rows, and what they hold now. */
export function selectRows(sync: Sync, instance: Instance, faults: ActiveFaults): ExportedRows {
  const { entity, body, uri } = sync.definition
  const snapshot = snapshotOf(instance, entity)
  const style = { utc: body.areSystemTimestampsInUTC === true }
  const heedsCase = faults.trigger('filters-case', { path: uri }) !== undefined
  const manners = filterManners((fault) => faults.trigger(fault, { path: uri }))
  const ground = { instance, entity, snapshot, style, heedsCase }
  const isMeant = body.filter === undefined ? () => true : rowTest(parseFilter(body.filter, manners), ground)
  const ignoresMost = body.maxRecords !== undefined && faults.trigger('max-records-ignored', { path: uri })
  const most = ignoresMost ? Number.POSITIVE_INFINITY : (body.maxRecords ?? Number.POSITIVE_INFINITY)
  const rows: number[] = []
  for (let row = 0; row < snapshot.rows.size && rows.length < most; row += 1) {
    if (!snapshot.rows.isDeleted(row) && isMeant(row)) rows.push(row)
  }
  const sources = Object.entries(body.fields).map(
    ([key, statement]) => [key, resolveStatement(instance, entity, statement)] as const,
  )
  const milliseconds = faults.trigger('milliseconds', { path: uri }) !== undefined
  const unordered = faults.trigger('unordered-rows', { path: uri })
  const omission = faults.trigger('columns-omitted', { path: uri })
  const keys = sources.map(([key]) => key)
  const addresses = snapshot.rows.text(
    entity === instance.contacts ? emailField : indicatorFields.emailAddress,
  )
  return {
    rows: Uint32Array.from(unordered ? new SeededRandom(instance.seed + sync.id).shuffle(rows) : rows),
    keys,
    omitted:
      omission &&
      omittedColumns(omission, keys, { addressOf: (row) => addresses.at(row), seed: instance.seed }),
    reads: sources.map(([, source]) => {
      const read = source?.reader(snapshot, style) ?? (() => '')
      return milliseconds && source?.dataType === 'date' ? withMilliseconds(read) : read
    }),
  }
}

function withMilliseconds(read: Read): Read {
  return (row) => {
    const time = read(row)
    return time === '' ? '' : `${time}.000`
  }
}
