import type { StageJob } from '@dwmops/job-runner'
import { updateIndicators } from './update-indicators.ts'

/** A run of update-indicators, as its process or a test starts it. */
export const updateIndicatorsJob: StageJob<'update-indicators'> = {
  stage: 'update-indicators',
  work: updateIndicators,
}
