import type { StageJob } from './stage-context.ts'
import type { StageName } from './stages.ts'

/**
 * Runs one stage once, as its process: settings, logger, metrics, MongoDB, work, one `run finished` line, metrics, exit code.
 * Never throws; the outcome is `process.exitCode`.
 */
export async function runStage<S extends StageName>(job: StageJob<S>): Promise<void> {
  throw new Error(`${job.stage}: not built yet`)
}
