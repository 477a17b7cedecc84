import type { Outcome } from '@dwmops/mongo-queue'
import type { QueueImport } from './queue-import.ts'
import type { RecordResult } from './record-results.ts'

/** What becomes of a record in the queue after its import; `next` is where accepted ones go. */
export function outcomeOf(result: RecordResult, next: QueueImport['next']): Outcome {
  const { id } = result
  if (result.result === 'accepted') return { id, to: next } satisfies Outcome
  const { message } = result
  if (result.result === 'again')
    return { id, to: 'requeue', reason: { code: 'IMPORT_AGAIN', message }, countAttempt: false }
  return { id, to: 'dead', reason: { code: result.code, message } }
}
