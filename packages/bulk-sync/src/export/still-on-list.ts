import type { EndedOutcome } from '../syncs/sync-outcome.ts'

/** Members that a sync was to take off a list, and how many it did by its own count. */
export interface TakenOff {
  readonly list: string
  readonly sent: number
  readonly removed: number
}

/**
 * What a sync that ended took off the list that its entry names; undefined for one that takes nobody off. ELQ-00118 counts members
 * removed; a sync that logs none has removed none.
 */
export function takenOff(
  { entry, verdict }: EndedOutcome,
  { contacts, accepted }: Readonly<Record<string, number>>,
): TakenOff | undefined {
  const list = entry.data?.['list']
  const sent = contacts ?? accepted
  if (entry.kind === 'export' || typeof list !== 'string' || sent === undefined) return undefined
  return { list, sent, removed: verdict.counts['ELQ-00118'] ?? 0 }
}
