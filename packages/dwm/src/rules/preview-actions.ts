import { type Preview, previewRules } from '@dwmops/insight'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { InputError } from '@dwmops/record-files'
import { openRuleStore } from '@dwmops/rule-store'
import { withDatabases } from '../databases.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { diffSummary } from './diff-lines.ts'
import { printFindings } from './print-findings.ts'
import { readRuleSet } from './rule-set-files.ts'
import { whoAmI } from './who-am-i.ts'
import { withRuleStore } from './with-rule-store.ts'

export interface PreviewOptions extends PrintOptions {
  readonly with?: string
  readonly config?: string
  readonly days?: number
  readonly limit: number
  readonly keep?: boolean
  readonly who?: string
  readonly note?: string
}

/** Tells what a changed rule set would do; with `keep`, keeps it as a draft. */
export async function preview(options: PreviewOptions): Promise<void> {
  const { days, limit, json = false } = options
  const { configName } = parseSettings(defineSettings(['CONFIG_NAME']), process.env)
  await withDatabases(async (databases) => {
    const store = openRuleStore(databases.rulesDb)
    const files = {
      ...(options.with !== undefined && { rules: options.with }),
      ...(options.config !== undefined && { config: options.config }),
    }
    const set = await readRuleSet(files, await store.exportSet())
    const over = days === undefined ? ({ queued: true } as const) : { days }
    const told = await previewRules(databases, { set, configName, over, limit })
    const { who = whoAmI(), note } = options
    if (options.keep) await store.ensureIndexes()
    const draft = options.keep
      ? await store.drafts.keep(set, { who, ...(note !== undefined && { note }) })
      : undefined
    if (json) return printJson({ ...told, ...(draft && { draft: draft.id }) })
    print(told)
    if (draft) say(`\nkept as draft ${draft.id}: dwm rules draft publish, or drop`)
  })
}

export async function listDrafts({ json = false }: PrintOptions): Promise<void> {
  const drafts = await withRuleStore((store) => store.drafts.list())
  if (json) printJson(drafts)
  else printRows(drafts.map(({ id, createdAt, who, note }) => ({ id, createdAt, who, note })))
}

export async function publishDraft(
  id: string,
  options: PrintOptions & { readonly who?: string; readonly note?: string; readonly acceptErrors?: boolean },
): Promise<void> {
  const { json = false, who = whoAmI(), ...more } = options
  const report = await withRuleStore((store) => store.drafts.publish(id, { who, ...more }))
  if (json) return printJson(report)
  say(`published version ${report.version}: ${diffSummary(report.diff)}`)
}

export async function dropDraft(id: string): Promise<void> {
  const dropped = await withRuleStore((store) => store.drafts.drop(id))
  if (!dropped) throw new InputError(undefined, `there is no draft ${id}`)
  say('thrown away')
}

const shownGroups = 30

function print({
  contacts,
  changed,
  failed,
  capped,
  seconds,
  groups,
  byField,
  conflicts,
  findings,
}: Preview): void {
  const more = capped ? ' (there are more)' : ''
  say(
    `${changed} of ${contacts} contacts${more} come out differently; ${failed} cannot be washed; ${seconds.toFixed(1)} s`,
  )
  say('\nby field')
  printRows(byField)
  say('\nby rule')
  printRows(
    groups
      .slice(0, shownGroups)
      .map(({ effect, field, ruleType, ruleId, contacts: count, samples: [sample] }) => {
        const example = sample && { given: sample.given, present: sample.present, changed: sample.changed }
        return { effect, field, rule: ruleType, id: ruleId, contacts: count, ...example }
      }),
  )
  if (groups.length > shownGroups) say(`and ${groups.length - shownGroups} more: see --json`)
  if (conflicts.length > 0) say('\nrules that work against each other')
  for (const { kind, field, first, second, contacts: count } of conflicts)
    say(
      `${kind} ${field}: ${first.ruleType} ${first.ruleId}, ${second.ruleType} ${second.ruleId}: ${count} contacts`,
    )
  say('\nnew findings of lint')
  printFindings(findings)
}
