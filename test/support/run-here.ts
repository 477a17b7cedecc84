import { cleanQueuesJob } from '@dwmops/clean-queues'
import type { StageName } from '@dwmops/fleet'
import { getContactsJob } from '@dwmops/get-contacts'
import { type EndedRun, runJob } from '@dwmops/job-runner'
import type { StageRun } from '@dwmops/local-fleet'
import { postContactsJob } from '@dwmops/post-contacts'
import { refreshIndicatorsJob } from '@dwmops/refresh-indicators'
import { updateIndicatorsJob } from '@dwmops/update-indicators'
import { washContactsJob } from '@dwmops/wash-contacts'

type Environment = Readonly<Record<string, string>>
type How = Parameters<typeof runJob>[2]

const runs: Readonly<Record<StageName, (environment: Environment, how: How) => Promise<EndedRun>>> = {
  'get-contacts': (environment, how) => runJob(getContactsJob, environment, how),
  'wash-contacts': (environment, how) => runJob(washContactsJob, environment, how),
  'update-indicators': (environment, how) => runJob(updateIndicatorsJob, environment, how),
  'post-contacts': (environment, how) => runJob(postContactsJob, environment, how),
  'clean-queues': (environment, how) => runJob(cleanQueuesJob, environment, how),
  'refresh-indicators': (environment, how) => runJob(refreshIndicatorsJob, environment, how),
}

/** Runs a stage within this process: for tests in which its process is not the point, at a tenth of the processor time. */
export async function runHere(
  stage: StageName,
  environment: Environment,
  signal?: AbortSignal,
): Promise<StageRun> {
  const started = performance.now()
  const { exitCode, lines } = await runs[stage](environment, signal && { signal })
  return { stage, exitCode, signal: null, lines, stderr: '', seconds: (performance.now() - started) / 1000 }
}
