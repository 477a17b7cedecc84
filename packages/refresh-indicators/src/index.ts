export { refreshIndicatorsJob } from './job.ts'
