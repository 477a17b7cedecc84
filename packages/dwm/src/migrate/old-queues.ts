import { fieldText } from '@dwmops/fleet'
import { type Document, ObjectId } from 'mongodb'

/** A queue of the old fleet: where its rows go, and as what. */
export interface OldQueue {
  readonly name: string
  readonly to: string
  /** Rows of the old error queues, which nothing drained, become dead letters with this reason. */
  readonly dead?: { readonly code: string; readonly message: string }
}

/**
 * The queues of the old fleet in the order in which a contact met them. A row that is in two of them was cut off in a hop:
 * the later one is right.
 */
export const oldQueues: readonly OldQueue[] = [
  { name: 'dwmQueue', to: 'dwmQueue' },
  { name: 'indicatorQueue', to: 'indicatorQueue' },
  {
    name: 'indicatorRefreshErroredQueue',
    to: 'indicatorQueue',
    dead: { code: 'OLD_FLEET_INDICATOR_ERROR', message: 'its indicator update failed in the old fleet' },
  },
  { name: 'processedQueue', to: 'processedQueue' },
  {
    name: 'dwmPOSTErroredQueue',
    to: 'processedQueue',
    dead: { code: 'OLD_FLEET_POST_ERROR', message: 'its import failed in the old fleet' },
  },
]

/**
 * The contact of an old row: all that is not the old queue's own. What no field can hold (a NaN, a date, a document) is left out: a
 * field that is not known is never written.
 */
export function contactOf(row: Document): Record<string, string> {
  const fields = Object.entries(row).flatMap(([name, value]) => {
    const text = name.startsWith('_') ? undefined : fieldText(value)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(fields)
}

/** When the row was exported: its `_id` is kept from hop to hop. Whole seconds. */
export function exportedAt(row: Document): Date {
  return row['_id'] instanceof ObjectId ? row['_id'].getTimestamp() : new Date(0)
}

/** Whether a run of the old fleet holds the row. */
export function isLocked(row: Document): boolean {
  return row['_jobName'] !== undefined && row['_jobName'] !== ''
}

export function batchOf(row: Document): { batch?: { id: string; name: string } } {
  const id = row['_batchID']
  if (!(id instanceof ObjectId)) return {}
  return { batch: { id: id.toHexString(), name: String(row['_batchName'] ?? '') } }
}
