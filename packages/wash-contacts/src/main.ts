import { runStage } from '@dwmops/job-runner'
import { washContactsJob } from './job.ts'

await runStage(washContactsJob)
