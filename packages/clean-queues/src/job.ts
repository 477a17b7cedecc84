import type { StageJob } from '@dwmops/job-runner'
import { cleanQueues } from './clean-queues.ts'

/** A run of clean-queues, as its process or a test starts it. */
export const cleanQueuesJob: StageJob<'clean-queues'> = {
  stage: 'clean-queues',
  work: cleanQueues,
}
