import { isEloquaAway } from '@dwmops/eloqua-edge'
import type { StageJob } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { postContacts } from './post-contacts.ts'

/** A run of post-contacts, as its process, or whoever else runs it, starts it. */
export const postContactsJob: StageJob<'post-contacts'> = {
  stage: 'post-contacts',
  work: postContacts,
  away: [QueueUnavailableError],
  isAway: isEloquaAway,
}
