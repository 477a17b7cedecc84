import { MongoClient, type Timestamp } from 'mongodb'
import { waitUntil } from '../process/wait-until.ts'

const filler = 'x'.repeat(1024 ** 2)

/** Writes to the first server, a primary, until none of the servers has an entry in its oplog that was there before. */
export async function fillOplog(urls: readonly string[]): Promise<void> {
  const clients = urls.map(
    (url) => new MongoClient(url, { directConnection: true, readPreference: 'nearest' }),
  )
  try {
    const [primary, ...others] = clients
    if (primary === undefined) return
    const newest = await entryAt('end', primary)
    const filling = primary.db('oplog_filler')
    await waitUntil('the oplog has no entry that was there before', async () => {
      await filling.collection('filler').insertMany(Array.from({ length: 8 }, () => ({ filler })))
      const oldest = await Promise.all([primary, ...others].map((client) => entryAt('start', client)))
      return oldest.every((entry) => entry.greaterThan(newest))
    })
    await filling.dropDatabase()
  } finally {
    await Promise.all(clients.map((client) => client.close()))
  }
}

async function entryAt(which: 'start' | 'end', client: MongoClient): Promise<Timestamp> {
  const oplog = client.db('local').collection<{ ts: Timestamp }>('oplog.rs')
  const entry = await oplog.findOne({}, { sort: { $natural: which === 'start' ? 1 : -1 } })
  if (entry === null) throw new Error('the oplog is empty')
  return entry.ts
}
