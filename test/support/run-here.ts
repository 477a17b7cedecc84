import { cleanQueuesJob } from '@dwmops/clean-queues'
import { getContactsJob } from '@dwmops/get-contacts'
import { type EndedRun, runJob, type StageName } from '@dwmops/job-runner'
import type { StageRun } from '@dwmops/local-fleet'
import { postContactsJob } from '@dwmops/post-contacts'
import { refreshIndicatorsJob } from '@dwmops/refresh-indicators'
import { updateIndicatorsJob } from '@dwmops/update-indicators'
import { washContactsJob } from '@dwmops/wash-contacts'

type Environment = Readonly<Record<string, string>>

const runs: Readonly<Record<StageName, (environment: Environment) => Promise<EndedRun>>> = {
  'get-contacts': (environment) => runJob(getContactsJob, environment),
  'wash-contacts': (environment) => runJob(washContactsJob, environment),
  'update-indicators': (environment) => runJob(updateIndicatorsJob, environment),
  'post-contacts': (environment) => runJob(postContactsJob, environment),
  'clean-queues': (environment) => runJob(cleanQueuesJob, environment),
  'refresh-indicators': (environment) => runJob(refreshIndicatorsJob, environment),
}

/** Runs a stage within this process: for tests in which its process is not the point, at a tenth of the processor time. */
export async function runHere(stage: StageName, environment: Environment): Promise<StageRun> {
  const started = performance.now()
  const { exitCode, lines } = await runs[stage](environment)
  return { stage, exitCode, signal: null, lines, stderr: '', seconds: (performance.now() - started) / 1000 }
}
