import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { endRun } from './end-run.ts'
import { exitCodes, type RunResult } from './exit-codes.ts'
import { knownSecrets, oneSetting } from './known-secrets.ts'
import { createLogger } from './logger.ts'
import { maskFor } from './mask.ts'
import type { Environment } from './parse-settings.ts'
import type { RunFrame } from './run-frame.ts'
import { attemptWork, type Run } from './run-work.ts'
import { SettingsError } from './settings-error.ts'
import { settingsOrError } from './settings-or-error.ts'
import type { StageJob } from './stage-context.ts'
import { type StageName, stageNamed } from './stages.ts'
import { createTally } from './tally.ts'
import { createTelemetry } from './telemetry.ts'

/** How a run within this process ended. */
export interface EndedRun {
  readonly result: RunResult
  /** What a process would have ended with. */
  readonly exitCode: number
  /** All lines of its log, the last one `run finished`. */
  readonly lines: readonly Readonly<Record<string, unknown>>[]
}

/**
 * Runs one stage once within this process: the same settings, work, line, metrics and `runs` document as `runStage`, with what
 * belongs to a process left out: nothing is printed, no file is written, no signal is listened for, and no grace period ends.
 */
export async function runJob<S extends StageName>(
  job: StageJob<S>,
  env: Environment,
  { signal = new AbortController().signal, dryRun = false }: { signal?: AbortSignal; dryRun?: boolean } = {},
): Promise<EndedRun> {
  const lines: Record<string, unknown>[] = []
  const frame = frameWithin(job.stage, env, { signal, dryRun, tell: (line) => lines.push(line) })
  const settings = settingsOrError(job, env)
  if (settings instanceof SettingsError) {
    await endRun(frame, { result: 'settings', error: settings })
    return { result: 'settings', exitCode: exitCodes.settings, lines }
  }
  const { stage, environment, log } = frame
  const telemetry = createTelemetry({ stage, environment, gateway: settings.pushgateway?.reveal(), log })
  telemetry.started(frame.startedAt)
  const run: Run<S> = { job, frame, settings, telemetry, tally: createTally(() => undefined) }
  const outcome = await attemptWork(run)
  await endRun(frame, outcome, run)
  return { result: outcome.result, exitCode: exitCodes[outcome.result], lines }
}

function frameWithin(
  name: StageName,
  env: Environment,
  how: { signal: AbortSignal; dryRun: boolean; tell: (line: Record<string, unknown>) => void },
): RunFrame {
  const startedAt = new Date()
  const runId = randomUUID()
  const environment = oneSetting('ENVIRONMENT', env)?.environment ?? 'dev'
  const mask = maskFor(knownSecrets(env))
  const level = oneSetting('LOG_LEVEL', env)?.logLevel ?? 'info'
  const log = createLogger(level, { stage: name, runId, environment }, (line) =>
    how.tell(JSON.parse(mask(line)) as Record<string, unknown>),
  )
  const { signal, dryRun } = how
  const owner = `${hostname()}.${process.pid}.${runId.slice(0, 8)}@${startedAt.toISOString()}`
  const options = { verbose: false, dryRun }
  return { stage: stageNamed(name), options, runId, startedAt, owner, environment, log, signal }
}
