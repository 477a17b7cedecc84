import { type StageName, stageNamed } from '@dwmops/fleet'
import { SettingsError } from '../settings/settings-error.ts'
import { settingsOrError } from '../settings/settings-or-error.ts'
import { readCommandLine } from './command-line.ts'
import { endProcess } from './end-run.ts'
import { startProgress } from './progress.ts'
import { openFrame, type ProcessFrame } from './run-frame.ts'
import type { RunOutcome } from './run-outcome.ts'
import { attemptWork, beginRun } from './run-work.ts'
import type { StageJob, StageSettings } from './stage-context.ts'

/**
 * Runs one stage once, as its process: settings, logger, metrics, MongoDB, work, one `run finished` line, metrics, exit code.
 * Reads the environment and the arguments of the process, takes hold of its output and signals. Never throws: what came of
 * it is `process.exitCode`.
 */
export async function runStage<S extends StageName>(job: StageJob<S>): Promise<void> {
  const stage = stageNamed(job.stage)
  const options = readCommandLine(stage, process.argv.slice(2))
  if (typeof options === 'number') {
    process.exitCode = options
    return
  }
  const frame = openFrame(stage, options, process.env)
  const settings = settingsOrError(job, process.env)
  if (settings instanceof SettingsError) return endProcess(frame, { result: 'settings', error: settings })
  await runWith(job, frame, settings)
}

async function runWith<S extends StageName>(
  job: StageJob<S>,
  frame: ProcessFrame,
  settings: StageSettings<S>,
): Promise<void> {
  const { interruptions, log, output, options } = frame
  interruptions.allow(settings.graceSeconds * 1000)
  const progress = startProgress({ bar: options.verbose, terminal: output.terminal, log })
  const run = beginRun(job, frame, settings, progress.update)
  const outcome: RunOutcome = await Promise.race([attemptWork(run), interruptions.cutOff])
  interruptions.workEnded()
  progress.stop()
  await endProcess(frame, outcome, run)
}
