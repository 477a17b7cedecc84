import type { RuleDocuments } from '@dwmops/core'
import { csvWriter } from '../csv/csv-text.ts'
import { InputError } from '../input-error.ts'
import { collectionOf, type SheetTarget } from './read-rule-sheet.ts'

/** The lookups of a collection and field as a sheet that `readRuleSheet` reads: from, to. Throws InputError. */
export function ruleSheetText(rules: RuleDocuments, target: SheetTarget): string {
  const collection = collectionOf(target)
  if (collection === 'deriveValue')
    throw new InputError(
      undefined,
      'rules of deriveValue look at different fields; name a collection of lookups',
    )
  const rows = (rules[collection] as readonly Readonly<Record<string, unknown>>[])
    .filter((rule) => target.field === undefined || rule['fieldName'] === target.field)
    .map((rule) => [rule['find'], rule['replace']])
  return csvWriter()([['from', 'to'], ...rows])
}
