import { exitCodes, type RunResult, type StageName, stageNamed } from '@dwmops/fleet'
import type { Environment } from '../settings/parse-settings.ts'
import { SettingsError } from '../settings/settings-error.ts'
import { settingsOrError } from '../settings/settings-or-error.ts'
import { endRun } from './end-run.ts'
import { frameWithin } from './run-frame.ts'
import { attemptWork, beginRun } from './run-work.ts'
import type { StageJob } from './stage-context.ts'

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
  const onLine = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>)
  const frame = frameWithin(stageNamed(job.stage), env, { signal, dryRun, onLine })
  const settings = settingsOrError(job, env)
  if (settings instanceof SettingsError) {
    await endRun(frame, { result: 'settings', error: settings })
    return { result: 'settings', exitCode: exitCodes.settings, lines }
  }
  const run = beginRun(job, frame, settings, () => undefined)
  const outcome = await attemptWork(run)
  await endRun(frame, outcome, run)
  return { result: outcome.result, exitCode: exitCodes[outcome.result], lines }
}
