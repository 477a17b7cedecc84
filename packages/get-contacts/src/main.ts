import { runStage } from '@dwmops/job-runner'
import { getContactsJob } from './job.ts'

void runStage(getContactsJob)
