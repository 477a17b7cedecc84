import { isEloquaAway } from '@dwmops/eloqua-edge'
import { runStage } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { updateIndicators } from './update-indicators.ts'

await runStage({
  stage: 'update-indicators',
  work: updateIndicators,
  away: [QueueUnavailableError],
  isAway: isEloquaAway,
})
