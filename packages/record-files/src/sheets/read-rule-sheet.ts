import { clean, type RuleCollection, ruleCollections } from '@dwmops/core'
import { InputError } from '../input-error.ts'
import type { RecordFile } from '../open-records.ts'

/** The collections whose rules fit into a sheet: those that look for values. */
export const sheetCollections = [
  'genericLookup',
  'fieldSpecificLookup',
  'normLookup',
  'deriveValue',
] as const satisfies readonly RuleCollection[]

export type SheetCollection = (typeof sheetCollections)[number]

/** What the rules of a sheet are to be. */
export interface SheetTarget {
  /** The name of one of the collections. */
  readonly as: string
  /** The field that the rules change; genericLookup has none. */
  readonly field?: string | undefined
}

/** Rules out of a sheet, and what of it was left out, by line. */
export interface SheetRules {
  readonly collection: SheetCollection
  readonly rules: readonly Readonly<Record<string, unknown>>[]
  /** The same value again, with the same result. */
  readonly duplicates: readonly string[]
  /** Lines to correct first: no value to find, more or fewer cells than the header, the same value again with another result. */
  readonly errors: readonly string[]
}

/**
 * Reads rules from an opened sheet: the last column is the result, those before it are the values to find. Values to find are
 * cleaned as the engine compares them. Throws InputError with file, line and reason for a sheet that cannot be read as one.
 */
export async function readRuleSheet(
  { file, columns, records }: RecordFile,
  target: SheetTarget,
): Promise<SheetRules> {
  const collection = collectionOf(target)
  const names = (columns ?? []).map(({ key }) => key)
  checkColumns(names, collection, file)
  const rules = new Map<string, { rule: Readonly<Record<string, unknown>>; result: string; line: number }>()
  const duplicates: string[] = []
  const errors: string[] = []
  for await (const batch of records)
    for (const { record, line, fault } of batch) {
      if (fault !== undefined) {
        errors.push(`line ${line} ${fault}`)
        continue
      }
      const cells = names.map((name) => String((record as Record<string, unknown>)[name] ?? ''))
      const found = cells.slice(0, -1).map(clean)
      if (found.some((value) => value === '')) {
        errors.push(`line ${line}: a value to find is blank`)
        continue
      }
      const result = (cells.at(-1) ?? '').trim()
      const key = JSON.stringify(found)
      const before = rules.get(key)
      if (before === undefined)
        rules.set(key, { rule: ruleOf(collection, target.field, names, found, result), result, line })
      else if (before.result === result) duplicates.push(`line ${line} says what line ${before.line} says`)
      else errors.push(`line ${line} contradicts line ${before.line}: the same value, another result`)
    }
  return { collection, rules: [...rules.values()].map(({ rule }) => rule), duplicates, errors }
}

/** The collection that is meant. Throws InputError for one that no sheet makes rules of, and for a field that is missing or too much. */
export function collectionOf({ as, field }: SheetTarget): SheetCollection {
  const collection = sheetCollections.find((known) => known === as)
  if (collection === undefined)
    throw new InputError(undefined, `${faultOf(as)}; name one of ${sheetCollections.join(', ')}`)
  if ((collection === 'genericLookup') !== (field === undefined))
    throw new InputError(undefined, field === undefined ? `${as} needs a field` : `${as} takes no field`)
  return collection
}

function faultOf(as: string): string {
  if (as === '') return 'the collection that the rules of a sheet belong to is missing'
  return ruleCollections.some((known) => known === as)
    ? `${as} has patterns or words, and a sheet values`
    : `${as} is no collection of rules`
}

function checkColumns(names: readonly string[], collection: SheetCollection, file: string): void {
  if (names.length < 2 || (names.length > 2 && collection !== 'deriveValue')) {
    const wanted =
      collection === 'deriveValue' ? 'the fields to look at, then the result' : 'two columns, from and to'
    throw new InputError({ file, line: 1 }, `has ${names.length} columns; expected ${wanted}`)
  }
}

function ruleOf(
  collection: SheetCollection,
  field: string | undefined,
  names: readonly string[],
  found: readonly string[],
  result: string,
): Readonly<Record<string, unknown>> {
  const where = field === undefined ? {} : { fieldName: field }
  if (collection !== 'deriveValue') return { ...where, find: found[0], replace: result }
  const pairs = found.map((value, at) => [names[at] ?? '', value] as const)
  const lookupVals = Object.fromEntries(pairs.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return { ...where, lookupVals, value: result }
}
