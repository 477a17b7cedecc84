import { rejectMessage } from '../status-codes.ts'
import type { Reject } from '../sync.ts'
import type { ImportGround } from './import-ground.ts'
import type { StagedRecord } from './staged-records.ts'

/** A reject as Eloqua returns it: every key of the definition, what was omitted as blank. */
export function rejectOf(
  record: StagedRecord,
  statusCode: string,
  ground: ImportGround,
  invalidFields?: readonly string[] | '',
): Reject {
  return {
    fieldValues: Object.fromEntries(ground.keys.map((key) => [key, record.row?.[key] ?? ''])),
    message: rejectMessage(statusCode),
    statusCode,
    recordIndex: ground.indexByBody ? record.indexInFile : record.index,
    invalidFields: invalidFields || (ground.identifier === undefined ? [] : [ground.identifier]),
  }
}
