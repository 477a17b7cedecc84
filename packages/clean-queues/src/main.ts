import { runStage } from '@dwmops/job-runner'
import { cleanQueuesJob } from './job.ts'

void runStage(cleanQueuesJob)
