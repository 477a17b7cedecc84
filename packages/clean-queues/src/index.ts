export { cleanQueuesJob } from './job.ts'
