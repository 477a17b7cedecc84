import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { openQueue } from '@dwmops/mongo-queue'
import { MongoClient } from 'mongodb'
import { storeContacts } from './store-contacts.ts'

describe('storeContacts', () => {
  let mongo: LocalMongo
  let client: MongoClient
  before(async () => {
    mongo = await startLocalMongo()
    client = await new MongoClient(mongo.url).connect()
  })
  after(async () => {
    await client.close()
    await mongo.stop()
  })

  it('reports rows that share an address, in one write or in several, and gives the ContactIDs of all', async () => {
    const queue = openQueue(client.db('same-address'), { owner: 'test', stage: 'get-contacts' })
    await queue.ensureIndexes()
    async function* batches() {
      yield Array.from({ length: 1200 }, (_, index) => ({
        ContactID: String(index + 1),
        emailAddress: `Contact${index + 1}@example.com`,
      }))
      yield [
        { ContactID: '2001', emailAddress: ' CONTACT1@example.com' },
        { ContactID: '2002', emailAddress: 'contact1200@Example.com' },
        { ContactID: '2003', emailAddress: ' ' },
        { ContactID: '2004', emailAddress: '' },
      ]
    }
    const stored = await storeContacts(queue, batches(), {
      batch: { id: 'export', name: 'an export' },
      exportedAt: new Date(),
      before: undefined,
      onStored: async () => undefined,
    })
    assert.deepEqual([stored.added, stored.dead, stored.sameAddress], [1202, 2, 2])
    assert.equal(stored.contactIds.length, 1204)
  })
})
