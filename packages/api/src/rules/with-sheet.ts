import { openCsvText, readRuleSheet, type SheetRules, withSheetRules } from '@dwmops/record-files'
import type { RuleSet } from '@dwmops/rule-store'
import type { Sheet } from '../schemas/addition.ts'
import { ProblemError } from '../server/problem.ts'
import { documentFrom } from './documents.ts'

/** A rule set with the rules of a sheet, and what was read of that. Throws InputError with the line that is at fault. */
export async function withSheet(
  now: RuleSet,
  { as, field, text }: Sheet,
): Promise<{ readonly set: RuleSet; readonly read: SheetRules }> {
  const opened = await openCsvText(text, 'the sheet')
  const read = await readRuleSheet(opened, { as, field })
  const { collection } = read
  const rules = withSheetRules(now.rules[collection], { rules: read.rules.map(documentFrom) })
  return { set: { ...now, rules: { ...now.rules, [collection]: rules } }, read }
}

/** The same. Throws a problem for a sheet that has to be corrected first. */
export async function withSoundSheet(now: RuleSet, sheet: Sheet): Promise<RuleSet> {
  const { set, read } = await withSheet(now, sheet)
  if (read.errors.length === 0) return set
  const errors = read.errors.map((message) => ({ path: 'body/text', message }))
  throw new ProblemError(422, 'RULES_INVALID', `the sheet has to be corrected: ${read.errors[0]}`, {
    errors,
  })
}
