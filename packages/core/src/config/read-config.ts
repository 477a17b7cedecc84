import { ConfigError } from '../errors.ts'
import { type Correction, corrections, isCorrection } from './corrections.ts'
import { Faults, read } from './faults.ts'
import { type FieldConfig, readField } from './read-field.ts'
import { type FunctionsByPosition, readFunctions } from './read-functions.ts'
import { type HistorySettings, readHistory } from './read-history.ts'

/** A config document, read and found good. */
export interface WashConfig {
  readonly name: string
  /** In the document's order, which is the order of deriving. */
  readonly fields: readonly FieldConfig[]
  readonly functions: FunctionsByPosition
  readonly history: HistorySettings
  readonly corrections: ReadonlySet<Correction>
}

/** Reads a config document; throws ConfigError with all its faults. */
export function readConfig(config: unknown): WashConfig {
  const faults = new Faults()
  const document = faults.document(config, 'config')
  const name = faults.text(read(document, 'configName'), 'configName')
  const fieldDocuments = faults.document(read(document, 'fields'), 'fields')
  const fields = Object.entries(fieldDocuments).map(([field, settings]) => readField(field, settings, faults))
  const functions = readFunctions(read(document, 'userDefinedFunctions'), faults)
  const washed = fieldsWithHistory(fields, functions)
  const history = readHistory(read(document, 'history'), washed, faults)
  const wanted = readCorrections(read(document, 'corrections'), faults)
  if (faults.list.length > 0) throw new ConfigError(name || '(without a name)', faults.list)
  return { name, fields, functions, history, corrections: wanted }
}

/** Fields that can have changes in a history. */
function fieldsWithHistory(fields: readonly FieldConfig[], functions: FunctionsByPosition): Set<string> {
  const washed = fields.filter((field) => field.lookup.size > 0 || field.derive.length > 0)
  const changed = [...functions.values()].flat().map((customFunction) => customFunction.field)
  return new Set([...washed.map((field) => field.name), ...changed])
}

function readCorrections(value: unknown, faults: Faults): Set<Correction> {
  if (value === undefined) return new Set()
  const tags = faults.textList(value, 'corrections')
  for (const tag of tags) {
    if (isCorrection(tag)) continue
    faults.add('corrections', `'${tag}' is none of ${Object.keys(corrections).join(', ')}`)
  }
  return new Set(tags.filter(isCorrection))
}
