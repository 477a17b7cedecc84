import { findRuns } from '@dwmops/job-runner'
import { openQueueReader, type QueueReader } from '@dwmops/mongo-queue'
import { type NotedWash, openRuleStore, type RuleStore } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { changesOf } from '../timeline/reported-washes.ts'
import type { TimelineChange } from '../timeline/timeline.ts'

/** A change of one field by a run. Holds values of a contact: for a person's eyes, never for a log. */
export interface RunChange extends Pick<TimelineChange, 'field' | 'ruleType' | 'ruleId' | 'from' | 'to'> {
  /** Undefined when the queue has forgotten the contact, a week after it was done. */
  readonly address: string | undefined
  /** What identifies the contact in its history. */
  readonly contact: unknown
  readonly at: Date
  /** Not imported, as Eloqua held a newer value. */
  readonly superseded: boolean
}

/**
 * What a run of wash-contacts changed, field by field in the order in which it was made, some contacts at a time. Known for 90 days; looked for
 * within the time of the run where that is still known.
 */
export async function* changesOfRun(
  { queueDb, rulesDb }: Databases,
  run: string,
): AsyncGenerator<RunChange[]> {
  const [known] = await findRuns(queueDb, { ids: [run] })
  const store = openRuleStore(rulesDb)
  const queue = openQueueReader(queueDb)
  const within = {
    ...(known !== undefined && { since: known.startedAt }),
    ...(known?.finishedAt !== undefined && { until: known.finishedAt }),
  }
  for await (const notes of store.washes.walk({ run, ...within })) yield changesOfPage(store, queue, notes)
}

async function changesOfPage(
  store: RuleStore,
  queue: QueueReader,
  notes: readonly NotedWash[],
): Promise<RunChange[]> {
  const [history, items] = await Promise.all([
    store.history.byIds(notes.map(({ historyId }) => historyId)),
    queue.items(notes.map(itemOf)),
  ])
  const washes = new Map(history.map((wash) => [wash.id, wash]))
  const addresses = new Map(items.map(({ id, key }) => [id, key]))
  return notes.flatMap((note) => {
    const wash = washes.get(note.historyId)
    if (wash === undefined) return []
    const superseded = new Set(note.superseded)
    return changesOf(wash, note).map(({ field, ruleType, ruleId, from, to }) => ({
      ...{ address: addresses.get(itemOf(note)), contact: note.contact, at: note.at },
      ...{ field, ruleType, ruleId, from, to, superseded: superseded.has(field) },
    }))
  })
}

/** The key of a wash begins with the item. */
function itemOf({ key }: NotedWash): string {
  return key.slice(0, key.indexOf(':'))
}
