import { runStage } from '@dwmops/job-runner'
import { postContactsJob } from './job.ts'

void runStage(postContactsJob)
