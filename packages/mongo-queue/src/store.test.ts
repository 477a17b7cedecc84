import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MongoClient } from 'mongodb'
import { storeIn } from './store.ts'

describe('storeIn', () => {
  const weak = {
    readPreference: 'secondaryPreferred',
    readConcernLevel: 'available',
    w: 1,
    journal: false,
  } as const
  const store = storeIn(new MongoClient('mongodb://db.example.com', weak).db('queue'))

  for (const name of ['items', 'claims', 'batches', 'stats', 'depths'] as const)
    it(`reads ${name} from the primary and writes them by a majority, whatever the database was opened with`, () => {
      const { readPreference, readConcern, writeConcern } = store[name]
      assert.equal(readPreference?.mode, 'primary')
      assert.equal(readConcern?.level, 'local')
      assert.deepEqual([writeConcern?.w, writeConcern?.journal], ['majority', true])
    })
})
