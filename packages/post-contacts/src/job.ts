import type { StageJob } from '@dwmops/job-runner'
import { postContacts } from './post-contacts.ts'

/** A run of post-contacts, as its process or a test starts it. */
export const postContactsJob: StageJob<'post-contacts'> = {
  stage: 'post-contacts',
  work: postContacts,
}
