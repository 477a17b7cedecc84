import * as forms from '../setting-forms.ts'
import type { SettingDefinition } from './setting-definition.ts'

/** How much at a time, how long, how often. */
export const pace = {
  MAX_RUNTIME_SECONDS: {
    key: 'maxRuntimeSeconds',
    form: forms.wholeNumber(1, 86_400),
    presence: 'default',
    stageDefault: 'maxRuntimeSeconds',
    unit: 'seconds',
    meaning: 'after this long a run starts nothing new',
  },
  GRACE_SECONDS: {
    key: 'graceSeconds',
    form: forms.wholeNumber(1, 600),
    presence: 'default',
    default: '20',
    unit: 'seconds',
    meaning: 'after SIGTERM, how long held work may take to be finished or given back',
  },
  BATCH_SIZE: {
    key: 'batchSize',
    form: forms.wholeNumber(1, 1_000_000),
    presence: 'default',
    stageDefault: 'batchSize',
    unit: 'records',
    meaning: 'records claimed or exported at a time',
  },
  LEASE_SECONDS: {
    key: 'leaseSeconds',
    form: forms.wholeNumber(2, 86_400),
    presence: 'default',
    default: '300',
    unit: 'seconds',
    meaning: 'how long a silent run keeps what it holds; renewed every third of it',
  },
  MAX_ATTEMPTS: {
    key: 'maxAttempts',
    form: forms.wholeNumber(1, 1_000),
    presence: 'default',
    default: '10',
    unit: 'attempts',
    meaning: 'after so many a record that never settles is a dead letter',
  },
  DEAD_LETTER_RETENTION_DAYS: {
    key: 'deadLetterRetentionDays',
    form: forms.wholeNumber(1, 3_650),
    presence: 'optional',
    unit: 'days',
    meaning:
      'clean-queues discards what has been a dead letter for longer; unset: nothing but a person ends one',
  },
  HISTORY_DAYS: {
    key: 'historyDays',
    form: forms.wholeNumber(1, 36_500),
    presence: 'optional',
    unit: 'days',
    meaning: 'clean-queues deletes history of contacts that is older; unset: it is kept',
  },
  POLL_SECONDS: {
    key: 'pollSeconds',
    form: forms.decimalNumber(0.01, 300),
    presence: 'default',
    default: '2',
    unit: 'seconds',
    meaning: 'wait before the first look at a sync; later waits grow',
  },
  IDLE_POLL_SECONDS: {
    key: 'idlePollSeconds',
    form: forms.decimalNumber(0.1, 3600),
    presence: 'optional',
    unit: 'seconds',
    meaning:
      'a run that has nothing left looks again after so long, until MAX_RUNTIME_SECONDS are over; unset: it ends',
  },
} as const satisfies Record<string, SettingDefinition>
