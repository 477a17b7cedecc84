import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openRuleStore } from '../rule-store.ts'
import { lookups, restoreDump, ruleSet } from '../testing.ts'

const database = testMongo()
const finds = Array.from({ length: 25 }, (_, at) => `G${String((at * 7) % 25).padStart(2, '0')}`)
const set = ruleSet({
  genericLookup: lookups(...finds),
  normLookup: [
    { fieldName: 'city', find: 'NYC', replace: 'New York' },
    { fieldName: 'jobTitle', find: 'VP (x)', replace: 'Vice President' },
  ],
  deriveValue: [{ fieldName: 'jobTitle', lookupVals: { city: 'new york' }, value: 'Boss' }],
})

const [config] = set.configs
const derive = { '1': { type: 'deriveValue', fieldSet: ['city'], options: [] } }
const deriving = { ...config, fields: { jobTitle: { lookup: [], derive } } }

describe('findRules', () => {
  it('walks all collections in the order in which rules are tried, page by page, each rule once', async () => {
    const published = openRuleStore(database.fresh())
    await published.publish(set, { who: 'x', acceptErrors: true })
    const dump = database.fresh()
    await restoreDump(dump, set)
    for (const store of [published, openRuleStore(dump)]) {
      const seen: unknown[] = []
      let cursor: string | undefined
      let pages = 0
      do {
        const page = await store.findRules({ limit: 4, cursor })
        seen.push(...page.rules.map(({ document }) => document['find'] ?? document['value']))
        cursor = page.cursor
        pages += 1
      } while (cursor !== undefined)
      assert.deepEqual(seen, [...finds, 'NYC', 'VP (x)', 'Boss'])
      assert.equal(pages, 7)
    }
  })

  it('finds rules by any text in them, in either case, and takes no text for a pattern', async () => {
    const db = database.fresh()
    await restoreDump(db, { ...set, configs: [deriving] })
    const store = openRuleStore(db)
    const idsOf = async (text: string) =>
      (await store.findRules({ text })).rules.map(({ document }) => document['find'] ?? document['value'])
    assert.deepEqual(await idsOf('new york'), ['NYC', 'Boss'])
    assert.deepEqual(await idsOf('(X)'), ['VP (x)'])
    assert.deepEqual(await idsOf('.*'), [])
    assert.deepEqual(await idsOf('New\0York'), [])
    const ofField = await store.findRules({ field: 'jobTitle', collection: 'normLookup' })
    assert.deepEqual(
      ofField.rules.map(({ document }) => document['find']),
      ['VP (x)'],
    )
  })

  it('refuses a cursor that it never gave', async () => {
    const store = openRuleStore(database.fresh())
    const regex = '["normLookup",1,{"$regularExpression":{"pattern":"a","options":""}}]'
    for (const cursor of ['', 'x', '[]', '["nowhere",1,"x"]', '["normLookup",{"$gt":1},"x"]', regex])
      await assert.rejects(store.findRules({ cursor }), RangeError)
  })

  it('counts rules by collection', async () => {
    const db = database.fresh()
    await restoreDump(db, set)
    const { genericLookup, normLookup, normRegex } = await openRuleStore(db).countRules()
    assert.deepEqual([genericLookup, normLookup, normRegex], [25, 2, 0])
  })
})
