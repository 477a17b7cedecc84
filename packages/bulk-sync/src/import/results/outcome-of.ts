import type { Outcome } from '@dwmops/mongo-queue'
import type { QueueImport } from '../queue-import.ts'
import type { RecordResult } from './record-results.ts'

/** What becomes of a record in the queue after its import; `next` is where accepted ones go. */
export function outcomeOf(result: RecordResult, next: QueueImport['next']): Outcome {
  const { id } = result
  if (result.result === 'accepted') return { id, to: next } satisfies Outcome
  const { message } = result
  if (result.result === 'again') return { id, to: 'requeue', ...wayBack(result) }
  return { id, to: 'dead', reason: { code: result.code, message } }
}

/** An attempt is counted for a record of which Eloqua says nothing: the limit of attempts ends it. */
function wayBack({ message, countsAttempt }: Extract<RecordResult, { result: 'again' }>) {
  const code = countsAttempt ? 'IMPORT_UNCONFIRMED' : 'IMPORT_AGAIN'
  return { reason: { code, message }, countAttempt: countsAttempt === true }
}
