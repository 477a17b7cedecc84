import { type Faults, read } from './faults.ts'

/** What the config says about histories; keeping the chain of `_current` is the store's part. */
export interface HistorySettings {
  readonly write: boolean
  /** Key of the history document that holds the record's id. */
  readonly idName: string
  /** Field of the record that the id is read from, as it stands before washing. */
  readonly idField: string
  /** Where the stored history's `_id` goes in the record; undefined when it is not wanted. */
  readonly returnIdField: string | undefined
}

/** Keys of a history document that are neither a field's nor the id's. */
const reservedKeys = ['_id', '_current', 'timestamp', 'configName']

/**
 * Reads `history`, adding what is wrong with it to `faults`. The name of the id must not be that of a field whose
 * changes stand in the history: the id would take their place.
 */
export function readHistory(
  value: unknown,
  washedFields: ReadonlySet<string>,
  faults: Faults,
): HistorySettings {
  const document = faults.document(value, 'history')
  const idDocument = faults.document(read(document, 'histIdField'), 'history.histIdField')
  const write = faults.flag(read(document, 'writeContactHistory'), 'history.writeContactHistory')
  const returnId = faults.flag(read(document, 'returnHistoryId'), 'history.returnHistoryId')
  const returnField =
    write && returnId
      ? faults.text(read(document, 'returnHistoryField'), 'history.returnHistoryField')
      : undefined
  const idName = faults.text(read(idDocument, 'name'), 'history.histIdField.name')
  const idField = faults.text(read(idDocument, 'value'), 'history.histIdField.value')
  if (write && /^\$|[.\0]/.test(idName)) {
    faults.add('history.histIdField.name', `'${idName}' is no key that a database takes`)
  }
  if (write && (washedFields.has(idName) || reservedKeys.includes(idName))) {
    const holder = washedFields.has(idName) ? 'the changes of that field' : 'something else'
    faults.add('history.histIdField.name', `'${idName}' holds ${holder} in a history; choose another name`)
  }
  return { write, idName, idField, returnIdField: returnField }
}
