export { getContactsJob } from './job.ts'
