import { type Preview, previewRules } from '@dwmops/insight'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { InputError } from '@dwmops/record-files'
import { openRuleStore } from '@dwmops/rule-store'
import { audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { diffSummary } from './diff-lines.ts'
import { printFindings } from './print-findings.ts'
import { readRuleSet } from './rule-set-files.ts'
import { whoAmI } from './who-am-i.ts'
import { changeRules, withRuleStore } from './with-rule-store.ts'

export interface PreviewOptions extends PrintOptions {
  readonly with?: string
  readonly config?: string
  readonly days?: number
  readonly limit: number
  readonly keep?: boolean
  readonly who?: string
  readonly note?: string
}

/** Shows what a changed rule set would do; with `keep`, keeps it as a draft. */
export async function preview(options: PreviewOptions): Promise<void> {
  const { days, limit, json = false } = options
  const { configName } = parseSettings(defineSettings(['CONFIG_NAME']), process.env)
  await withDatabases(async (databases) => {
    const store = openRuleStore(databases.rulesDb)
    const files = {
      ...(options.with !== undefined && { rules: options.with }),
      ...(options.config !== undefined && { config: options.config }),
    }
    const { set: now, basis } = await store.drafts.ground()
    const set = await readRuleSet(files, now)
    const over = days === undefined ? ({ queued: true } as const) : { days }
    const result = await previewRules(databases, { set, configName, over, limit })
    const { who = whoAmI(), note } = options
    if (options.keep) await store.ensureIndexes()
    const draft = options.keep
      ? await audited(databases.queueDb, { action: 'POST /previews', who }, async (facts) => {
          const kept = await store.drafts.keep(set, { who, basis, ...(note !== undefined && { note }) })
          facts['preview'] = kept.id
          return kept
        })
      : undefined
    if (json) return printJson({ ...result, ...(draft && { draft: draft.id }) })
    print(result)
    if (draft) say(`\nkept as draft ${draft.id}: dwm rules draft publish, or drop`)
  })
}

export async function listDrafts({ json = false }: PrintOptions): Promise<void> {
  const drafts = await withRuleStore((store) => store.drafts.list())
  if (json) printJson(drafts)
  else printRows(drafts.map(({ id, createdAt, who, note }) => ({ id, createdAt, who, note })))
}

export interface PublishDraftOptions {
  readonly who?: string
  readonly note?: string
  readonly acceptErrors?: boolean
  readonly acceptFailedExamples?: boolean
  readonly withoutSecondPerson?: boolean
}

export async function publishDraft(id: string, options: PrintOptions & PublishDraftOptions): Promise<void> {
  const { json = false, who = whoAmI(), withoutSecondPerson, ...more } = options
  const published = { publishes: { draft: id }, facts: { preview: id }, withoutSecondPerson }
  const named = { action: 'POST /previews/:id/publish', who, ...published }
  const report = await changeRules(named, (store) => store.drafts.publish(id, { who, ...more }))
  if (json) return printJson(report)
  say(`published version ${report.version}: ${diffSummary(report.diff)}`)
}

export async function dropDraft(id: string): Promise<void> {
  await withDatabases(({ queueDb, rulesDb }) =>
    audited(queueDb, { action: 'DELETE /previews/:id', facts: { preview: id } }, async () => {
      const dropped = await openRuleStore(rulesDb).drafts.drop(id)
      if (!dropped) throw new InputError(undefined, `there is no draft ${id}`)
    }),
  )
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
