import type { LintFinding } from '@dwmops/core'
import {
  InputError,
  refuseToShare,
  ruleSheetText,
  type SheetTarget,
  writeTextFile,
} from '@dwmops/record-files'
import {
  InvalidRulesError,
  type PublishReport,
  type RuleSet,
  type RuleSetDiff,
  type RuleStore,
  refusingFindings,
} from '@dwmops/rule-store'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { diffLines, diffSummary } from './diff-lines.ts'
import { isError, printFindings } from './print-findings.ts'
import { type RuleSetFiles, readRuleSet } from './rule-set-files.ts'
import { configsText, rulesText } from './rule-set-text.ts'
import { whoAmI } from './who-am-i.ts'
import { changeRules, withRuleStore } from './with-rule-store.ts'

export interface PublishingOptions extends PrintOptions {
  readonly who?: string
  readonly note?: string
  readonly dryRun?: boolean
  readonly withoutSecondPerson?: boolean
  readonly acceptFailedExamples?: boolean
}

export type ImportOptions = PublishingOptions &
  RuleSetFiles & {
    readonly acceptErrors?: boolean
  }

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
  const { acceptErrors = false, acceptFailedExamples = false, dryRun = false } = options
  const { who, withoutSecondPerson } = options
  const whole = { action: 'PUT /rule-set', who, publishes: 'unseen', withoutSecondPerson } as const
  const outcome = dryRun
    ? await withRuleStore(async (store) => {
        const set = await change(await store.exportSet())
        return store.publish(set, { ...publisher(options), dryRun, acceptErrors: true })
      })
    : await changeRules(whole, async (store) => {
        const set = await change(await store.exportSet())
        await store.ensureIndexes()
        return store.publish(set, { ...publisher(options), acceptErrors, acceptFailedExamples })
      }).catch(asRefusal)
  const refusing = refusingFindings(outcome.findings, { acceptErrors, acceptFailedExamples })
  const refused = refusing.length > 0
  if (refused) process.exitCode = exitCodes.findings
  if (options.json) return printJson({ ...outcome, refused })
  showLint(outcome.findings, refusing)
  showOutcome(outcome, { dryRun, refused })
}

/** What was refused is an outcome as well. */
function asRefusal(error: unknown): Outcome {
  if (error instanceof InvalidRulesError) return { findings: error.findings }
  throw error
}

/** Publishes the content of an earlier version again, as a new one. */
export async function rollBack(version: number, options: PublishingOptions): Promise<void> {
  const { dryRun = false } = options
  const rollback = (store: RuleStore) => store.rollback(version, { ...publisher(options), dryRun })
  const named = { action: 'POST /rule-versions/:version/rollback', who: options.who, facts: { to: version } }
  const report = await (dryRun ? withRuleStore(rollback) : changeRules(named, rollback))
  if (options.json) return printJson(report)
  showOutcome(report, { dryRun, refused: false })
}

/** Writes the rules of the database, or of a published version of it, into files. */
export async function exportRules(
  version: number | undefined,
  { csv, as = '', field, ...files }: RuleSetFiles & Partial<SheetTarget> & { readonly csv?: string },
): Promise<void> {
  const { rules, config } = files
  if (csv === undefined && rules === undefined && config === undefined)
    throw new InputError(undefined, 'specify --rules, --config or both, or --csv')
  await refuseToShare([csv, rules, config].filter((file) => file !== undefined))
  const set = await withRuleStore((store) =>
    version === undefined ? store.exportSet() : store.versionSet(version),
  )
  if (csv !== undefined) await writeTextFile(csv, ruleSheetText({ ...set.rules }, { as, field }))
  if (rules !== undefined) await writeTextFile(rules, rulesText(set))
  if (config !== undefined) await writeTextFile(config, configsText(set))
}

/** Shows what differs: from the database to files, between two versions, or from a version to the rules as they are now. */
export async function diff(versions: readonly number[], options: RuleSetFiles & PrintOptions): Promise<void> {
  const [from, to = 'now', ...more] = versions
  const hasFiles = options.rules !== undefined || options.config !== undefined
  if (more.length > 0 || hasFiles === (from !== undefined))
    throw new InputError(undefined, 'specify --rules, --config or both; or one version, or two')
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

function showLint(findings: readonly LintFinding[], refusing: readonly LintFinding[]): void {
  const errors = findings.filter(isError)
  if (refusing.length > 0) printFindings(refusing)
  else if (findings.length > 0)
    say(`lint: ${errors.length} errors, ${findings.length - errors.length} warnings`)
}

function showOutcome(
  { version, diff: found = nothing }: Outcome,
  { dryRun, refused }: { readonly dryRun: boolean; readonly refused: boolean },
): void {
  if (dryRun) for (const line of diffLines(found)) say(line)
  if (refused)
    say('refused, nothing written: repair the errors, or say --accept-errors or --accept-failed-examples')
  else if (dryRun) say('dry run, nothing written')
  else if (version === undefined) say('nothing to do: the rules are these already')
  else say(`version ${version} is current: ${diffSummary(found)}`)
}
