import type { Payload, Reason } from '../item/item.ts'

/**
 * What is to become of one claimed item.
 * - `{ queue, payload? }`: on to that queue, with a new payload if given; its attempts start again.
 * - `'done'`: through; stays readable for the retention time.
 * - `'dead'`: failed for good, kept until a person decides or a different export comes.
 * - `'requeue'`: free again in the same queue, keeping its age. The attempt counts, and past the attempt limit the item is
 *   buried with `reason`; `countAttempt: false` takes the attempt off again (the record was not tried: a run was stopped).
 *
 * Where a newer export has come meanwhile (`next`), it takes over instead, whatever the outcome.
 */
export type Outcome =
  | { id: string; to: { queue: string; payload?: Payload } }
  | { id: string; to: 'done' }
  | { id: string; to: 'dead'; reason: Reason }
  | { id: string; to: 'requeue'; reason?: Reason; countAttempt?: boolean }
