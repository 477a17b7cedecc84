import { CustomObject } from '../../instance/custom-object.ts'
import { type ImportGround, rowFinder } from './import-ground.ts'
import { recordLinker } from './link-record.ts'
import type { Candidate } from './screen-records.ts'
import { type InvalidValue, recordWriter } from './write-record.ts'

/** What became of the records that were let in. */
export interface Stored {
  created: number
  updated: number
  linked: number
  /** rows of the entity that were written */
  readonly rows: number[]
}

/** What a record met: the code that kept it out, or the values that its fields did not take. */
export interface Storing {
  readonly refused?: string
  readonly invalid: readonly InvalidValue[]
}

/** Updates the rows that records name and makes those that are not there. */
export function recordStore(ground: ImportGround): { stored: Stored; store(record: Candidate): Storing } {
  const stored: Stored = { created: 0, updated: 0, linked: 0, rows: [] }
  const { definition, instance } = ground
  const placesFor = placeFinder(ground)
  const write = recordWriter(ground)
  const link = recordLinker(ground)
  return {
    stored,
    store(record) {
      const places = placesFor(record)
      if (typeof places === 'string') return { refused: places, invalid: [] }
      let invalid: readonly InvalidValue[] = []
      for (const row of places.rows) {
        invalid = write(row, record, places.isNew)
        if (link(row, record)) stored.linked += 1
        if (definition.entity === instance.contacts) instance.contacts.imports.add(row)
        stored.rows.push(row)
      }
      stored[places.isNew ? 'created' : 'updated'] += places.rows.length
      return { invalid }
    },
  }
}

type Places = { readonly rows: readonly number[]; readonly isNew: boolean }

/** Where a record goes, or the code that keeps it out. */
function placeFinder(ground: ImportGround): (record: Candidate) => Places | string {
  const { definition, identifierSource: source } = ground
  const { body } = definition
  const find = source && rowFinder(ground, source, ground.trigger('identifiers-case') !== undefined)
  const canCreate = source?.identity === undefined
  const unmatched = ground.trigger('unmatched-rows')?.['code'] ?? 'ELQ-00085'
  const updatesMany = body.isUpdatingMultipleMatchedRecords === true
  return (record) => {
    const found = record.identifier.trim() === '' ? [] : (find?.(record.identifier) ?? [])
    if (found.length > 0) {
      if (body.importRule === 'createOnly') return 'ELQ-00048'
      return { rows: updatesMany ? found : found.slice(0, 1), isNew: false }
    }
    if (body.importRule === 'updateOnly') return unmatched
    if (!canCreate && record.identifier.trim() !== '') return 'ELQ-00034'
    return create(ground)
  }
}

function create({ definition, instance, at }: ImportGround): Places | string {
  const { entity } = definition
  if (entity instanceof CustomObject) return { rows: [entity.add(at, '')], isNew: true }
  if (entity.table.count >= instance.maxContacts) return 'ELQ-00125'
  return { rows: [entity.add(at)], isNew: true }
}
