import type { StageJob } from '@dwmops/job-runner'
import { getContacts } from './get-contacts.ts'

/** A run of get-contacts, as its process or a test starts it. */
export const getContactsJob: StageJob<'get-contacts'> = {
  stage: 'get-contacts',
  work: getContacts,
}
