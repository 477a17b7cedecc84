import type { HistorySettings } from '../config/read-history.ts'
import type { HistoryDocument } from './wash-result.ts'
import type { WashState } from './wash-state.ts'

/** What stands at the top level of a history beside the fields. */
export interface HistoryFacts {
  readonly timestamp: number
  readonly id: unknown
  readonly configName: string
}

/**
 * The history of the record on the state, in the original's shape. One is written for every record, changed or not,
 * because the chain of `_current` counts washes.
 */
export function writeHistory(
  state: WashState,
  settings: HistorySettings,
  { timestamp, id, configName }: HistoryFacts,
): HistoryDocument {
  const history = documentOfManyShapes()
  for (const place of state.touched) set(history, state.name(place), state.histories[place])
  set(history, settings.idName, id)
  history['timestamp'] = Math.trunc(timestamp)
  history['configName'] = configName
  history['_current'] = 0
  return history
}

/**
 * An empty document that V8 keeps as a dictionary, as objects are from which a key was deleted. Each combination of
 * washed fields would else be a hidden class of its own, which takes ten times as long as the keys themselves.
 */
function documentOfManyShapes(): HistoryDocument {
  const document: HistoryDocument = { first: 0, second: 0 }
  Reflect.deleteProperty(document, 'first')
  Reflect.deleteProperty(document, 'second')
  return document
}

/** Assigning to `__proto__` would set the object's prototype. */
function set(document: HistoryDocument, key: string, value: unknown): void {
  if (key !== '__proto__') document[key] = value
  else Object.defineProperty(document, key, { value, enumerable: true, writable: true, configurable: true })
}
