import { randomUUID } from 'node:crypto'
import { createLogger, parseSettings } from '@dwmops/job-runner'
import {
  executeUndo,
  listUndos,
  openUndo,
  planUndo,
  resumeUndos,
  type UndoParts,
  type UndoPlan,
  type UndoRun,
  type UndoSelection,
  UndoUnfinishedError,
  undoSettings,
} from '@dwmops/undo'
import { askPerson } from '../ask-person.ts'
import { type AuditedFacts, audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { whoAmI } from '../rules/who-am-i.ts'

export interface UndoOptions extends UndoSelection, PrintOptions {
  readonly dryRun?: boolean
  /** Of the plan that was seen; a person at a terminal is asked instead. */
  readonly plan?: string
  readonly who?: string
  readonly note?: string
}

/** Plans an undo, and executes it unless it is a dry run. Throws UndoSelectionError, SettingsError and the errors of Eloqua. */
export async function undo(options: UndoOptions): Promise<void> {
  const { dryRun = false, plan: seen, who = whoAmI(), note, json = false, ...selection } = options
  await withUndo(async (parts) => {
    if (dryRun)
      return json ? printJson(await planUndo(parts, selection)) : printPlan(await planUndo(parts, selection))
    const plan = seen ?? (await agreedPlan(parts, selection))
    const named = { action: 'POST /undos', who, facts: { plan, ...factsOf(selection) } }
    const run = await audited(parts.context.queueDb, named, async (facts) => {
      const done = await executeUndo(parts, selection, { who, plan, ...(note !== undefined && { note }) })
      facts['undo'] = done.id
      return done
    })
    if (json) printJson(run)
    else printRun(run)
    process.exitCode = exitCodeOf([run])
  })
}

/** The id of the plan that the person at the terminal agreed to. Throws InputError. */
async function agreedPlan(parts: UndoParts, selection: UndoSelection): Promise<string> {
  const { id, values, contacts } = await planUndo(parts, selection)
  if (values === 0) return id
  await askPerson(
    `Really revert ${values} values of ${contacts} contacts?`,
    `add --plan ${id} to revert ${values} values of ${contacts} contacts`,
  )
  return id
}

export async function list({
  limit,
  json = false,
}: PrintOptions & { readonly limit: number }): Promise<void> {
  const runs = await withDatabases(({ queueDb }) => listUndos(queueDb, limit))
  if (json) printJson(runs)
  else printRows(runs.map(rowOf))
}

export async function resume({
  json = false,
  who = whoAmI(),
}: PrintOptions & { readonly who?: string }): Promise<void> {
  await withUndo(async (parts) => {
    const runs = await audited(parts.context.queueDb, { action: 'dwm undo resume', who }, async (facts) => {
      const resumed = await resumeUndos(parts)
      if (resumed.length > 0) facts['undo'] = resumed.map(({ id }) => id).join(' ')
      return resumed
    })
    if (json) printJson(runs)
    else printRows(runs.map(rowOf))
    process.exitCode = exitCodeOf(runs)
  })
}

/** What the audit log may know: not whose contact it is. */
function factsOf({ contact, since, until, ...named }: UndoSelection): AuditedFacts {
  return {
    ...named,
    ...(since !== undefined && { since: since.toISOString() }),
    ...(until !== undefined && { until: until.toISOString() }),
    ...(contact !== undefined && { oneContact: true }),
  }
}

/** What is left is done by trying again later. */
function exitCodeOf(runs: readonly UndoRun[]): number {
  if (runs.some(({ contacts }) => contacts.planned > 0)) return exitCodes.unavailable
  return runs.some(({ contacts }) => contacts.rejected > 0) ? exitCodes.partial : exitCodes.done
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

async function withUndo(work: (parts: UndoParts) => Promise<void>): Promise<void> {
  const settings = parseSettings(undoSettings, process.env)
  const stop = new AbortController()
  const onSignal = () =>
    stop.abort(new UndoUnfinishedError('stopped by a signal: continue with dwm undo resume'))
  for (const name of signals) process.once(name, onSignal)
  const id = randomUUID()
  const bindings = { stage: 'undo', runId: id, environment: settings.environment }
  const log = createLogger('info', bindings, (line) => process.stderr.write(line))
  try {
    await withDatabases((databases) =>
      work(openUndo({ ...databases, id, settings, log, signal: stop.signal })),
    )
  } finally {
    for (const name of signals) process.off(name, onSignal)
  }
}

function printPlan(plan: UndoPlan): void {
  say(`${plan.values} values of ${plan.contacts} contacts would be reverted; this is --plan ${plan.id}`)
  printRows(plan.byField)
  printSkipped(plan)
  say('\nfor instance')
  printRows(plan.samples.map((sample) => ({ ...sample })))
}

function printRun(run: UndoRun): void {
  const { id, state, contacts, plan } = run
  if (state === 'skipped') {
    say(
      `nothing was written: ELOQUA_WRITE does not allow it (${plan.values} values of ${plan.contacts} contacts)`,
    )
  } else {
    const { done, rejected, dropped, planned } = contacts
    say(
      `undo ${id}: ${done} contacts reverted, ${rejected} refused, ${dropped} left as they are (under way again, or newer values in Eloqua), ${planned} left`,
    )
  }
  printSkipped(plan)
}

function printSkipped({ skipped }: Pick<UndoPlan, 'skipped'>): void {
  const reasons = Object.entries(skipped).filter(([, values]) => values > 0)
  if (reasons.length > 0) say('\nvalues that stay as they are')
  if (reasons.length > 0) printRows(reasons.map(([reason, values]) => ({ reason, values })))
}

function rowOf({ id, who, note, startedAt, state, selection, contacts }: UndoRun) {
  return { id, startedAt, who, note, state, selection, ...contacts }
}
