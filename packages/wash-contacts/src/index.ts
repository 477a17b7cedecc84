export { washContactsJob } from './job.ts'
