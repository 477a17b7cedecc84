import { runStage } from '@dwmops/job-runner'
import { QueueUnavailableError } from '@dwmops/mongo-queue'
import { washContacts } from './wash-contacts.ts'

await runStage({ stage: 'wash-contacts', work: washContacts, away: [QueueUnavailableError] })
