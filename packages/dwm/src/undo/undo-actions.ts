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
import { withDatabases } from '../databases.ts'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { whoAmI } from '../rules/who-am-i.ts'

export interface UndoOptions extends UndoSelection, PrintOptions {
  readonly dryRun?: boolean
  readonly who?: string
  readonly note?: string
}

/** Plans an undo, and executes it unless it is a dry run. Throws UndoSelectionError, SettingsError and the errors of Eloqua. */
export async function undo(options: UndoOptions): Promise<void> {
  const { dryRun = false, who = whoAmI(), note, json = false, ...selection } = options
  await withUndo(async (parts) => {
    if (dryRun)
      return json ? printJson(await planUndo(parts, selection)) : printPlan(await planUndo(parts, selection))
    const run = await executeUndo(parts, selection, { who, ...(note !== undefined && { note }) })
    if (json) printJson(run)
    else printRun(run)
    process.exitCode = exitCodeOf([run])
  })
}

export async function list({
  limit,
  json = false,
}: PrintOptions & { readonly limit: number }): Promise<void> {
  const runs = await withDatabases(({ queueDb }) => listUndos(queueDb, limit))
  if (json) printJson(runs)
  else printRows(runs.map(rowOf))
}

export async function resume({ json = false }: PrintOptions): Promise<void> {
  await withUndo(async (parts) => {
    const runs = await resumeUndos(parts)
    if (json) printJson(runs)
    else printRows(runs.map(rowOf))
    process.exitCode = exitCodeOf(runs)
  })
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
    stop.abort(new UndoUnfinishedError('stopped by a signal: dwm undo resume takes it up'))
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
  say(`${plan.values} values of ${plan.contacts} contacts would be reverted`)
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
      `undo ${id}: ${done} contacts reverted, ${rejected} refused, ${dropped} came under way, ${planned} left`,
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
