export { updateIndicatorsJob } from './job.ts'
