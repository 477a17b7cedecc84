import { isEloquaAway } from '@dwmops/eloqua-edge'
import { runStage } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { postContacts } from './post-contacts.ts'

await runStage({
  stage: 'post-contacts',
  work: postContacts,
  away: [QueueUnavailableError],
  isAway: isEloquaAway,
})
