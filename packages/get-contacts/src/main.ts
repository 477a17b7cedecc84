import { isEloquaAway } from '@dwmops/eloqua-edge'
import { runStage } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { getContacts } from './get-contacts.ts'

await runStage({
  stage: 'get-contacts',
  work: getContacts,
  away: [QueueUnavailableError],
  isAway: isEloquaAway,
})
