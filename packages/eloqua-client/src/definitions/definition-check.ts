import { EloquaValidationError, type Failure } from '../errors.ts'
import type { ExportDefinition, ImportDefinition, SyncActionDefinition } from './definitions.ts'

// Limits: Oracle's Bulk API limits page; sync actions a definition as a public client enforces them.
const maxName = 100
const maxExportFields = 250
const maxImportFields = 100
const maxExportActions = 10
const maxImportActions = 1

/** Throws EloquaValidationError with all that Eloqua would refuse, before anything is sent. */
export function checkExport(definition: ExportDefinition): void {
  const { name, fields, syncActions = [], maxRecords } = definition
  refuse('export', [
    ...nameFailures(name),
    ...countFailures('fields', Object.keys(fields).length, 1, maxExportFields),
    ...countFailures('syncActions', syncActions.length, 0, maxExportActions),
    ...(maxRecords === undefined || (Number.isInteger(maxRecords) && maxRecords > 0)
      ? []
      : [{ field: 'maxRecords', constraint: 'must be a whole number above 0' }]),
  ])
}

/** As {@link checkExport}, for imports. */
export function checkImport(definition: ImportDefinition): void {
  const { name, fields, identifierFieldName, syncActions = [], linkToContacts: link } = definition
  const known = (field: string, key: string) =>
    Object.hasOwn(fields, key) ? [] : [{ field, constraint: 'must be a key of fields' }]
  refuse('import', [
    ...nameFailures(name),
    ...countFailures('fields', Object.keys(fields).length, 1, maxImportFields),
    ...countFailures('syncActions', syncActions.length, 0, maxImportActions),
    ...known('identifierFieldName', identifierFieldName),
    ...(link ? known('linkToContacts.sourceField', link.sourceField) : []),
  ])
}

/** As {@link checkExport}, for sync actions. */
export function checkSyncAction({ name, identifier, syncActions }: SyncActionDefinition): void {
  refuse('sync action', [
    ...nameFailures(name),
    ...countFailures('identifier.key', identifier.key.length, 1, maxName),
    ...countFailures('syncActions', syncActions.length, 1, maxExportActions),
  ])
}

function nameFailures(name: string): Failure[] {
  return name.length >= 1 && name.length <= maxName
    ? []
    : [{ field: 'name', constraint: `must have 1 to ${maxName} characters` }]
}

function countFailures(field: string, count: number, least: number, most: number): Failure[] {
  return count >= least && count <= most
    ? []
    : [{ field, constraint: `must be ${least} to ${most}, is ${count}` }]
}

function refuse(what: string, failures: readonly Failure[]): void {
  if (failures.length === 0) return
  const words = failures.map(({ field, constraint }) => `${field} ${constraint}`).join('; ')
  throw new EloquaValidationError(`${what} definition not sent: ${words}`, { failures })
}
