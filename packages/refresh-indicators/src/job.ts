import type { StageJob } from '@dwmops/job-runner'
import { refreshIndicators } from './refresh-indicators.ts'

/** A run of refresh-indicators, as its process or a test starts it. */
export const refreshIndicatorsJob: StageJob<'refresh-indicators'> = {
  stage: 'refresh-indicators',
  work: refreshIndicators,
}
