import { InputError } from '@dwmops/record-files'
import { exitCodes } from '../../exit-codes.ts'
import { say } from '../../print.ts'
import { type ImportOptions, publishRules } from '../rules-actions.ts'
import { readSheet, type SheetOptions } from './sheet.ts'

const shown = 20

/**
 * Publishes the rules of a sheet together with those of the database; a rule there that asks the same gets the sheet's result.
 * Contradictions within the sheet are reported by line, and nothing is written then.
 */
export async function importSheet(options: SheetOptions & ImportOptions): Promise<void> {
  const { collection, rules, duplicates, conflicts } = await readSheet(options)
  for (const line of [...conflicts, ...duplicates].slice(0, shown)) say(`${options.csv}, ${line}`)
  say(`${rules.length} rules read, ${duplicates.length} duplicates, ${conflicts.length} contradictions`)
  if (conflicts.length > 0 && options.dryRun !== true) {
    process.exitCode = exitCodes.findings
    return say('refused, nothing written: correct the contradictions in the sheet')
  }
  if (options.rules !== undefined || options.config !== undefined)
    throw new InputError(undefined, '--csv adds to the rules of the database; leave --rules and --config out')
  await publishRules(options, async (now) => {
    const own = now.rules[collection]
    const sheet = new Map(rules.map((rule) => [questionOf(rule), rule]))
    const kept = own.map((rule) => {
      const same = sheet.get(questionOf(rule))
      sheet.delete(questionOf(rule))
      return same === undefined ? rule : { ...rule, ...same }
    })
    return { ...now, rules: { ...now.rules, [collection]: [...kept, ...sheet.values()] } }
  })
}

/** What a rule looks for; its result and its id are left out. */
function questionOf({ fieldName, find, lookupVals }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([fieldName, find, lookupVals])
}
