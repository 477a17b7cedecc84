import type { RuleExample } from '@dwmops/core'
import { InputError, openRecords } from '@dwmops/record-files'

/** An example and the line on which it stands. */
export interface ReadExample {
  readonly line: number
  readonly example: RuleExample
}

const columns = ['field', 'value', 'expected'] as const

/**
 * Reads examples from a sheet (CSV) or JSON Lines: field, value and expected; further columns are further fields of the record.
 * Throws InputError with file, line and reason.
 */
export async function readExamples(file: string): Promise<ReadExample[]> {
  const { records } = await openRecords(file, { knownKeys: columns, requiredKeys: columns, ragged: 'fail' })
  const examples: ReadExample[] = []
  for await (const batch of records)
    for (const { record, fault, line } of batch) {
      if (fault !== undefined) throw new InputError({ file, line }, fault)
      examples.push({ line, example: exampleOf(record, { file, line }) })
    }
  return examples
}

function exampleOf(record: unknown, place: { file: string; line: number }): RuleExample {
  const { field, value, expected, ...others } = textsOf(record, place)
  if (field === undefined || value === undefined || expected === undefined)
    throw new InputError(place, `expected ${columns.join(', ')}`)
  if (field === '') throw new InputError(place, 'names no field')
  const given = Object.entries(others).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return { field, value, expected, ...(given.length > 0 && { given: Object.fromEntries(given) }) }
}

function textsOf(record: unknown, place: { file: string; line: number }): Partial<Record<string, string>> {
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    throw new InputError(place, 'not a JSON object')
  const other = Object.entries(record).find(([, value]) => typeof value !== 'string')
  if (other !== undefined) throw new InputError(place, `${other[0]}: expected a text`)
  return record as Record<string, string>
}
