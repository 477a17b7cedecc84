import { runStage } from '@dwmops/job-runner'
import { washContactsJob } from './job.ts'

void runStage(washContactsJob)
