import type { StageJob } from '@dwmops/job-runner'
import { washContacts } from './wash-contacts.ts'

/** A run of wash-contacts, as its process or a test starts it. */
export const washContactsJob: StageJob<'wash-contacts'> = {
  stage: 'wash-contacts',
  work: washContacts,
}
