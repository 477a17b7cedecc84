import { isEloquaAway } from '@dwmops/eloqua-edge'
import { runStage } from '@dwmops/job-runner'
import { refreshIndicators } from './refresh-indicators.ts'

await runStage({ stage: 'refresh-indicators', work: refreshIndicators, isAway: isEloquaAway })
