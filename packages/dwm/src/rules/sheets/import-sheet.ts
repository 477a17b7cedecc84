import { InputError, openRecords, readRuleSheet, withSheetRules } from '@dwmops/record-files'
import { exitCodes } from '../../exit-codes.ts'
import { say } from '../../print.ts'
import { type ImportOptions, publishRules } from '../rules-actions.ts'

const shown = 20

/** A sheet, and what its rules are to be. */
interface SheetOptions {
  readonly csv: string
  readonly as?: string
  readonly field?: string
}

/**
 * Publishes the rules of a sheet together with those of the database; a rule there that asks the same gets the sheet's result.
 * Blank values, missing cells and contradictions are reported by line, and nothing is written then.
 */
export async function importSheet(options: SheetOptions & ImportOptions): Promise<void> {
  const { csv, as = '', field } = options
  if (options.rules !== undefined || options.config !== undefined)
    throw new InputError(undefined, '--csv adds to the rules of the database; leave --rules and --config out')
  const sheet = await readRuleSheet(await openRecords(csv, { format: 'csv' }), { as, field })
  const { collection, rules, duplicates, errors } = sheet
  for (const line of [...errors, ...duplicates].slice(0, shown)) say(`${csv}, ${line}`)
  say(`${rules.length} rules read, ${duplicates.length} duplicates, ${errors.length} to correct`)
  if (errors.length > 0 && options.dryRun !== true) {
    process.exitCode = exitCodes.findings
    return say('refused, nothing written: correct the sheet')
  }
  await publishRules(options, async (now) => {
    return { ...now, rules: { ...now.rules, [collection]: withSheetRules(now.rules[collection], sheet) } }
  })
}
