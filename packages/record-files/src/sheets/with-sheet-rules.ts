import type { SheetRules } from './read-rule-sheet.ts'

type Rule = Readonly<Record<string, unknown>>

/** The rules of a collection with those of a sheet; a rule that looks for the same keeps its place and gets the sheet's result. */
export function withSheetRules(own: readonly Rule[], { rules }: Pick<SheetRules, 'rules'>): Rule[] {
  const sheet = new Map(rules.map((rule) => [questionOf(rule), rule]))
  const kept = own.map((rule) => {
    const same = sheet.get(questionOf(rule))
    sheet.delete(questionOf(rule))
    return same === undefined ? rule : { ...rule, ...same }
  })
  return [...kept, ...sheet.values()]
}

/** What a rule looks for; its result and its id are left out. */
function questionOf({ fieldName, find, lookupVals }: Rule): string {
  return JSON.stringify([fieldName, find, lookupVals])
}
