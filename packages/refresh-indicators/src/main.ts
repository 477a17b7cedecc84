import { runStage } from '@dwmops/job-runner'
import { refreshIndicatorsJob } from './job.ts'

void runStage(refreshIndicatorsJob)
