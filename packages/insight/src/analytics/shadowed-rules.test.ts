import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { lookup, testConfig } from '../testing.ts'
import { shadowedRules } from './shadowed-rules.ts'

describe('shadowedRules', () => {
  const database = testMongo()

  it('are those that another one keeps from working, and none that lint complains about otherwise', async () => {
    const rulesDb = database.fresh()
    await rulesDb.collection('config').insertOne({ ...testConfig })
    await rulesDb
      .collection<{ _id: string }>('normLookup')
      .insertMany([
        lookup('berlin', 'city', 'BERLIN', 'Berlin'),
        lookup('late', 'city', 'BERLIN', 'Bearlin'),
        lookup('unused', 'planet', 'MARS', 'Mars'),
        lookup('unclean', 'city', 'rome', 'Rome'),
      ])
    const found = await shadowedRules(rulesDb)
    assert.deepEqual(
      found.map(({ id }) => id),
      ['late'],
    )
  })
})
