import { runStage } from '@dwmops/job-runner'
import { cleanQueuesJob } from './job.ts'

await runStage(cleanQueuesJob)
