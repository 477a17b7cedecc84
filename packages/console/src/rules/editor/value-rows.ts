import type { RuleDocument } from '../../api/answers.ts'
import type { RuleKind } from '../rule-kinds.ts'

/** A field and the value that it has to hold, as it is written: the name may be half of one. */
export type ValueRow = readonly [field: string, value: string]

/** The rows of an entry: a list while they are edited, an object in a stored rule. */
export function rowsOf(value: unknown): readonly ValueRow[] {
  if (Array.isArray(value)) return value as readonly ValueRow[]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([field, wanted]) => [field, String(wanted)])
}

/** What is wrong with rows: two of the same field, or a value of none. Undefined when they can be sent. */
export function rowsFault(rows: readonly ValueRow[]): string | undefined {
  const fields = rows.map(([field]) => field).filter((field) => field !== '')
  const double = fields.find((field, at) => fields.indexOf(field) !== at)
  if (double !== undefined) return `${double} is there twice: a field can hold one value only.`
  if (rows.some(([field, value]) => field === '' && value !== ''))
    return 'A value needs the name of its field.'
  return undefined
}

/** A rule as it is sent: rows become an object, empty ones are left out. */
export function documentToSend(kind: RuleKind, document: RuleDocument): RuleDocument {
  const rows = kind.entries.filter(({ form }) => form === 'values').map(({ key }) => key)
  const sent = rows.map((key) => [
    key,
    Object.fromEntries(rowsOf(document[key]).filter(([field]) => field !== '')),
  ])
  return { ...document, ...Object.fromEntries(sent) }
}

/** What keeps a rule from being sent; undefined when nothing does. */
export function documentFault(kind: RuleKind, document: RuleDocument): string | undefined {
  for (const { key, form } of kind.entries) {
    const fault = form === 'values' ? rowsFault(rowsOf(document[key])) : undefined
    if (fault !== undefined) return fault
  }
  return undefined
}
