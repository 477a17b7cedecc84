import { retrying } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import {
  historyByIds,
  historyIdFields,
  historyOfContacts,
  type StoredWash,
  walkNewestHistory,
} from './read-history.ts'

/** Reads of contactHistory. */
export interface HistoryReads {
  /** Fields of a record that hold the id under which its history is kept. */
  idFields(): Promise<string[]>
  /** History of some contacts by their ids, the newest of each first; at most `limit` (1,000), all where that is 0. */
  ofContacts(
    contacts: readonly unknown[],
    options?: { limit?: number; newest?: boolean },
  ): Promise<StoredWash[]>
  /** By the `_id`s of documents. */
  byIds(ids: readonly string[]): Promise<StoredWash[]>
  /** The newest history of each contact washed since a time, latest first, a page (1,000) at a time. */
  walkNewest(since: Date, pageSize?: number): AsyncGenerator<StoredWash[]>
}

export function openHistory(db: Db): HistoryReads {
  const reads: Omit<HistoryReads, 'walkNewest'> = {
    idFields: () => historyIdFields(db),
    ofContacts: (contacts, options) => historyOfContacts(db, contacts, options),
    byIds: (ids) => historyByIds(db, ids),
  }
  return {
    ...retrying('read the history', reads),
    walkNewest: (since, pageSize) => walkNewestHistory(db, since, pageSize),
  }
}
