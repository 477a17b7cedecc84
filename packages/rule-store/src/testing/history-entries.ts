import type { Db } from 'mongodb'
import type { HistoryEntry } from '../history/history.ts'

/** A document of history for a test. */
export function entry(key: string, contact: unknown, timestamp: number, more: object = {}): HistoryEntry {
  const document = {
    city: { normLookup: { from: 'a', to: key } },
    timestamp,
    ContactID: contact,
    configName: 'C',
    _current: 0,
  }
  return { key, idField: 'ContactID', document: { ...document, ...more } }
}

/** What the chains of all contacts hold, by contact, the newest first. */
export async function chains(db: Db): Promise<unknown[]> {
  const found = await db.collection('contactHistory').find().sort({ ContactID: 1, _current: 1 }).toArray()
  return found.map(({ ContactID, _current, timestamp }) => [ContactID, _current, timestamp])
}
