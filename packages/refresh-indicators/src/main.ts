import { runStage } from '@dwmops/job-runner'
import { refreshIndicatorsJob } from './job.ts'

await runStage(refreshIndicatorsJob)
