import { runStage } from '@dwmops/job-runner'
import { updateIndicatorsJob } from './job.ts'

void runStage(updateIndicatorsJob)
