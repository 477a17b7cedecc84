export { postContactsJob } from './job.ts'
