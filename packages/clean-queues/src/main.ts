import { runStage } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { cleanQueues } from './clean-queues.ts'

await runStage({ stage: 'clean-queues', work: cleanQueues, away: [QueueUnavailableError] })
