import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openRuleStore } from '../rule-store.ts'
import { byCollection } from '../rules/rule-collections.ts'

const database = testMongo()
const who = 'test'

describe('examplesAfter', () => {
  it('looks at no rules for examples where no rule has any', async () => {
    const db = database.fresh()
    const store = openRuleStore(db)
    await store.ensureIndexes()
    const normLookup = Array.from({ length: 500 }, (_, at) => ({
      ...{ fieldName: 'city', find: `CITY ${at}`, replace: 'City' },
    }))
    const configs = [washingConfig('Cities', { city: { lookup: ['normLookup'], derive: {} } })]
    await store.publish({ rules: { ...byCollection(() => []), normLookup }, configs }, { who })
    await db.command({ profile: 2 })
    const document = { fieldName: 'city', find: 'LA', replace: 'L.A.' }
    await store.changeRule({ collection: 'normLookup', did: 'created', document }, { who })
    await db.command({ profile: 0 })
    const asked = { op: 'query', 'command.filter.examples': { $exists: true } }
    const reads = await db.collection('system.profile').find(asked).toArray()
    assert.equal(reads.length, 10)
    const examined = reads.map(({ docsExamined }) => Number(docsExamined))
    assert.deepEqual(new Set(examined), new Set([0]))
  })
})
