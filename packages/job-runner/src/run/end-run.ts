import type { StageName } from '@dwmops/fleet'
import { exitCodes, isFailure } from '@dwmops/fleet'
import { causesOf, describeError } from '../log/describe-error.ts'
import { maskText } from '../log/mask.ts'
import type { RunEnd } from '../metrics/telemetry.ts'
import type { RunFrame } from './run-frame.ts'
import type { RunOutcome } from './run-outcome.ts'
import { type Run, runDocument } from './run-work.ts'
import { recordEnd } from './runs.ts'
import type { RunCounts, ValueCounts } from './stage-context.ts'

const noCounts: RunCounts = { in: 0, out: 0, failed: 0 }
/** For the last push and the `runs` document, which a dead database holds up for 10 s. */
const closingMs = 13_000
/** Many times what closing takes on a busy machine. */
const lingerMs = 5_000

/** Ends a run that is a process: as {@link endRun}, with its exit code, and nothing left open. */
export async function endProcess<S extends StageName>(
  frame: RunFrame,
  outcome: RunOutcome,
  run?: Run<S>,
): Promise<void> {
  process.exitCode = exitCodes[outcome.result]
  leaveAfter(closingMs, frame)
  await endRun(frame, outcome, run)
  if (run === undefined) return
  if (outcome.cutOff) process.exit()
  leaveAfter(lingerMs, frame)
}

/** Reports how a run ended (log, metrics, `runs`) and closes what it opened. */
export async function endRun<S extends StageName>(
  frame: RunFrame,
  outcome: RunOutcome,
  run?: Run<S>,
): Promise<void> {
  const finishedAt = new Date()
  const durationMs = finishedAt.getTime() - frame.startedAt.getTime()
  const end: RunEnd = {
    result: outcome.result,
    counts: run?.tally.counts ?? noCounts,
    values: run?.tally.values ?? {},
    finishedAt,
    durationMs,
  }
  logEnd(frame, outcome, end)
  if (run === undefined) return
  await Promise.all([run.telemetry.ended(end), rememberEnd(run, outcome, end)])
  await run.client?.close().catch((error: unknown) => frame.log.debug({ err: error }, 'MongoDB not closed'))
}

function logEnd(
  frame: RunFrame,
  { error }: RunOutcome,
  { result, counts, values, durationMs }: RunEnd,
): void {
  const level = isFailure(result) ? (result === 'partial' ? 'warn' : 'error') : 'info'
  const fields = { result, exitCode: exitCodes[result], ...counts, ...valuesOf(values), durationMs }
  frame.log[level]({ ...fields, ...explanation(result, error) }, 'run finished')
}

/** Logged only where there are any. */
function valuesOf(values: ValueCounts): { readonly values?: ValueCounts } {
  return Object.keys(values).length === 0 ? {} : { values }
}

/** An expected failure is one plain line; an unexpected one has its stack. */
function explanation(result: RunOutcome['result'], error: unknown): Record<string, unknown> {
  if (error === undefined) return {}
  if (result === 'unexpected' || result === 'stopped') return { reason: reasonOf(error), err: error }
  const { code } = describeError(error)
  return code === undefined ? { reason: reasonOf(error) } : { reason: reasonOf(error), code }
}

/** Masked here, as the log is not the only place that keeps it. */
function reasonOf(error: unknown): string {
  const messages = [...causesOf(error)].map((one) => describeError(one).message)
  return maskText([...new Set(messages)].join(': '))
}

async function rememberEnd<S extends StageName>(
  run: Run<S>,
  { error }: RunOutcome,
  end: RunEnd,
): Promise<void> {
  if (run.client === undefined) return
  const { result, counts, finishedAt, durationMs } = end
  const reason = error === undefined ? {} : { reason: reasonOf(error) }
  const document = {
    ...runDocument(run.frame),
    result,
    exitCode: exitCodes[result],
    counts,
    finishedAt,
    durationMs,
    ...reason,
  }
  try {
    const settings: { readonly queueDatabase: string } = run.settings
    await recordEnd(run.client.db(settings.queueDatabase), document)
  } catch (failure) {
    run.frame.log.error({ err: failure }, 'run not recorded')
  }
}

/** The process ends by itself when nothing is open; this is for a handle left behind. */
function leaveAfter(ms: number, frame: RunFrame): void {
  setTimeout(() => {
    frame.log.warn({ handles: process.getActiveResourcesInfo() }, 'leaving with something still open')
    process.exit()
  }, ms).unref()
}
