import type { LintFinding } from '@dwmops/core'
import { InputError, writeTextFile } from '@dwmops/record-files'
import { InvalidRulesError, type PublishReport, type RuleSet, type RuleSetDiff } from '@dwmops/rule-store'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { diffLines, diffSummary } from './diff-lines.ts'
import { isError, printFindings } from './print-findings.ts'
import { type RuleSetFiles, readRuleSet } from './rule-set-files.ts'
import { configsText, rulesText } from './rule-set-text.ts'
import { sheetText } from './sheets/export-sheet.ts'
import type { SheetOptions } from './sheets/sheet.ts'
import { whoAmI } from './who-am-i.ts'
import { withRuleStore } from './with-rule-store.ts'

export interface PublishingOptions extends PrintOptions {
  readonly who?: string
  readonly note?: string
  readonly dryRun?: boolean
}

export type ImportOptions = PublishingOptions & RuleSetFiles & { readonly acceptErrors?: boolean }

type Outcome = Pick<PublishReport, 'findings'> & Partial<PublishReport>

const nothing: RuleSetDiff = { collections: [], configs: [] }

/** Publishes the rule set of files as a new version; with `dryRun` shows what would change, whatever lint says. */
export function importRules(options: ImportOptions): Promise<void> {
  return publishRules(options, (now) => readRuleSet(options, now))
}

/** Publishes the rule set that `change` makes of the current one; with `dryRun` shows what would change. */
export async function publishRules(
  options: Omit<ImportOptions, keyof RuleSetFiles>,
  change: (now: RuleSet) => Promise<RuleSet>,
): Promise<void> {
  const { acceptErrors = false, dryRun = false } = options
  const outcome = await withRuleStore(async (store) => {
    const set = await change(await store.exportSet())
    if (dryRun) return store.publish(set, { ...publisher(options), dryRun, acceptErrors: true })
    await store.ensureIndexes()
    return store.publish(set, { ...publisher(options), acceptErrors }).catch(asRefusal)
  })
  const refused = !acceptErrors && outcome.findings.some(isError)
  if (refused) process.exitCode = exitCodes.findings
  if (options.json) return printJson({ ...outcome, refused })
  tellLint(outcome.findings, refused)
  tellOutcome(outcome, { dryRun, refused })
}

/** What was refused is an outcome as well. */
function asRefusal(error: unknown): Outcome {
  if (error instanceof InvalidRulesError) return { findings: error.findings }
  throw error
}

/** Publishes the content of an earlier version again, as a new one. */
export async function rollBack(version: number, options: PublishingOptions): Promise<void> {
  const { dryRun = false } = options
  const report = await withRuleStore((store) => store.rollback(version, { ...publisher(options), dryRun }))
  if (options.json) return printJson(report)
  tellOutcome(report, { dryRun, refused: false })
}

/** Writes the rules of the database, or of a published version of it, into files. */
export async function exportRules(
  version: number | undefined,
  { csv, as = '', field, ...files }: RuleSetFiles & Partial<SheetOptions>,
): Promise<void> {
  const { rules, config } = files
  if (csv === undefined && rules === undefined && config === undefined)
    throw new InputError(undefined, 'name --rules, --config or both, or --csv')
  if (rules !== undefined && rules === config)
    throw new InputError({ file: rules }, 'cannot hold both rules and configs')
  const set = await withRuleStore((store) =>
    version === undefined ? store.exportSet() : store.versionSet(version),
  )
  if (csv !== undefined)
    await writeTextFile(csv, sheetText(set, { as, ...(field !== undefined && { field }) }))
  if (rules !== undefined) await writeTextFile(rules, rulesText(set))
  if (config !== undefined) await writeTextFile(config, configsText(set))
}

/** Shows what differs: from the database to files, between two versions, or from a version to the rules as they are now. */
export async function diff(versions: readonly number[], options: RuleSetFiles & PrintOptions): Promise<void> {
  const [from, to = 'now', ...more] = versions
  const hasFiles = options.rules !== undefined || options.config !== undefined
  if (more.length > 0 || hasFiles === (from !== undefined))
    throw new InputError(undefined, 'name --rules, --config or both; or one version, or two')
  const found = await withRuleStore(async (store) => {
    if (from !== undefined) return store.diff(from, to)
    const set = await readRuleSet(options, await store.exportSet())
    return (await store.publish(set, { who: whoAmI(), dryRun: true, acceptErrors: true })).diff
  })
  if (options.json) printJson(found)
  else for (const line of diffLines(found)) say(line)
}

export async function listVersions({ limit, json = false }: PrintOptions & { limit: number }): Promise<void> {
  const found = await withRuleStore((store) => store.versions(limit))
  if (json) return printJson(found)
  printRows(
    found.map(({ version, publishedAt, who, rules, configs, note, current }) => {
      return { version, current: current ? 'yes' : '', publishedAt, who, rules, configs, note }
    }),
  )
}

function publisher({ who, note }: PublishingOptions) {
  return { who: who ?? whoAmI(), ...(note !== undefined && { note }) }
}

function tellLint(findings: readonly LintFinding[], refused: boolean): void {
  const errors = findings.filter(isError)
  if (refused) printFindings(errors)
  else if (findings.length > 0)
    say(`lint: ${errors.length} errors, ${findings.length - errors.length} warnings`)
}

function tellOutcome(
  { version, diff: found = nothing }: Outcome,
  { dryRun, refused }: { readonly dryRun: boolean; readonly refused: boolean },
): void {
  if (dryRun) for (const line of diffLines(found)) say(line)
  if (refused) say('refused, nothing written: repair the errors, or say --accept-errors')
  else if (dryRun) say('dry run, nothing written')
  else if (version === undefined) say('nothing to do: the rules are these already')
  else say(`version ${version} is current: ${diffSummary(found)}`)
}
