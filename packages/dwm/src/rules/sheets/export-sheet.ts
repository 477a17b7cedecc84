import { csvWriter, InputError } from '@dwmops/record-files'
import type { RuleSet } from '@dwmops/rule-store'

/** The lookups of a collection and field as a sheet that `dwm rules import --csv` reads: from, to. Throws InputError. */
export function sheetText(
  { rules }: RuleSet,
  { as, field }: { readonly as: string; readonly field?: string },
): string {
  if (as !== 'genericLookup' && as !== 'fieldSpecificLookup' && as !== 'normLookup')
    throw new InputError(undefined, `--as ${as}: name genericLookup, fieldSpecificLookup or normLookup`)
  if ((as === 'genericLookup') !== (field === undefined))
    throw new InputError(
      undefined,
      as === 'genericLookup' ? 'genericLookup takes no --field' : `${as} needs --field`,
    )
  const rows = rules[as]
    .filter((rule) => field === undefined || rule['fieldName'] === field)
    .map((rule) => [rule['find'], rule['replace']])
  return csvWriter()([['from', 'to'], ...rows])
}
