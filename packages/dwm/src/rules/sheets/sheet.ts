import { clean, type RuleCollection, ruleCollections } from '@dwmops/core'
import { InputError, openRecords } from '@dwmops/record-files'

export type SheetCollection = Extract<
  RuleCollection,
  'genericLookup' | 'fieldSpecificLookup' | 'normLookup' | 'deriveValue'
>
const collections: readonly RuleCollection[] = [
  'genericLookup',
  'fieldSpecificLookup',
  'normLookup',
  'deriveValue',
]

/** Rules out of a sheet, and what of it was left out, by line. */
export interface SheetRules {
  readonly collection: SheetCollection
  readonly rules: readonly Readonly<Record<string, unknown>>[]
  /** The same value again, with the same result. */
  readonly duplicates: readonly string[]
  /** The same value again, with another result. */
  readonly conflicts: readonly string[]
}

export interface SheetOptions {
  readonly csv: string
  readonly as?: string
  readonly field?: string
}

/**
 * Reads rules from a sheet: the last column is the result, those before it are the values to find. Values to find are cleaned
 * as the engine compares them. Throws InputError with file, line and reason.
 */
export async function readSheet({ csv: file, as = '', field }: SheetOptions): Promise<SheetRules> {
  const collection = collectionOf(as, field)
  const { columns, records } = await openRecords(file, { format: 'csv', ragged: 'fail' })
  const names = (columns ?? []).map(({ key }) => key)
  checkColumns(names, collection, file)
  const rules = new Map<string, { rule: Readonly<Record<string, unknown>>; result: string; line: number }>()
  const duplicates: string[] = []
  const conflicts: string[] = []
  for await (const batch of records)
    for (const { record, line } of batch) {
      const cells = names.map((name) => String((record as Record<string, unknown>)[name] ?? ''))
      const found = cells.slice(0, -1).map(clean)
      if (found.some((value) => value === ''))
        throw new InputError({ file, line }, 'a value to find is blank')
      const result = (cells.at(-1) ?? '').trim()
      const key = JSON.stringify(found)
      const before = rules.get(key)
      if (before === undefined)
        rules.set(key, { rule: ruleOf(collection, field, names, found, result), result, line })
      else if (before.result === result) duplicates.push(`line ${line} says what line ${before.line} says`)
      else conflicts.push(`line ${line} contradicts line ${before.line}: the same value, another result`)
    }
  return { collection, rules: [...rules.values()].map(({ rule }) => rule), duplicates, conflicts }
}

function collectionOf(as: string, field: string | undefined): SheetCollection {
  if (!collections.some((known) => known === as)) {
    const reason =
      as === ''
        ? 'is missing'
        : ruleCollections.some((known) => known === as)
          ? 'has patterns or words, no values'
          : 'is no collection of rules'
    throw new InputError(undefined, `--as ${as} ${reason}; name one of ${collections.join(', ')}`)
  }
  if ((as === 'genericLookup') !== (field === undefined))
    throw new InputError(
      undefined,
      as === 'genericLookup' ? 'genericLookup takes no --field' : `${as} needs --field`,
    )
  return as as SheetCollection
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
