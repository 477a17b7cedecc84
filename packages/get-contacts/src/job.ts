import type { StageJob } from '@dwmops/job-runner'
import { getContacts } from './get-contacts.ts'

/** A run of get-contacts, as its process, or whoever else runs it, starts it. */
export const getContactsJob: StageJob<'get-contacts'> = {
  stage: 'get-contacts',
  work: getContacts,
}
