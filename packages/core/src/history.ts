import type { FieldChange, HistoryDocument, WashChange } from './wash-result.ts'
import type { HistorySettings } from './washer.ts'

/** What stands at the top level of a history beside the fields. */
export interface HistoryFacts {
  readonly timestamp: number
  readonly id: unknown
  readonly configName: string
}

/**
 * The history of one record in the original's shape: of several changes of a field by one rule type the last one
 * stays. One is written for every record, changed or not, because the chain of `_current` counts washes.
 */
export function writeHistory(
  changes: readonly WashChange[],
  settings: HistorySettings,
  { timestamp, id, configName }: HistoryFacts,
): HistoryDocument {
  const history: HistoryDocument = {}
  for (const change of changes) {
    const ofField = (Object.hasOwn(history, change.field) ? history[change.field] : undefined) ?? {}
    Object.assign(ofField, { [change.ruleType]: fieldChange(change) })
    set(history, change.field, ofField)
  }
  history['timestamp'] = Math.trunc(timestamp)
  set(history, settings.idName, id)
  history['configName'] = configName
  history['_current'] = 0
  return history
}

function fieldChange({ from, to, using, pattern }: WashChange): FieldChange {
  if (using === undefined) return pattern === undefined ? { from, to } : { from, to, pattern }
  return pattern === undefined ? { from, to, using } : { from, to, using, pattern }
}

/** Assigning to `__proto__` would set the object's prototype. */
function set(document: HistoryDocument, key: string, value: unknown): void {
  if (key !== '__proto__') document[key] = value
  else Object.defineProperty(document, key, { value, enumerable: true, writable: true, configurable: true })
}
