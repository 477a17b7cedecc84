import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { lookup, testBed, testConfig } from '../testing.ts'
import { suggestRule } from './suggest-rule.ts'
import { uncoveredValues } from './uncovered-values.ts'

describe('uncoveredValues', () => {
  const bed = testBed()

  it('reports values that no rule covers, the most frequent first, with a rule for each', async () => {
    const dbs = await bed.fresh()
    const rules = [lookup('de', 'country', 'GERMANY', 'DE'), lookup('fr', 'country', 'FRANCE', 'FR')]
    await dbs.rulesDb.collection<{ _id: string }>('normLookup').insertMany(rules)
    const values = ['germany', 'DE', 'germny', 'germny', 'Atlantis', 'FR', '', 'germny']
    const entries = values.map((country, index) => {
      return {
        key: `c${index}@example.com`,
        payload: { ContactID: `${index}`, country, city: 'x' },
        source: `${index}`,
      }
    })
    await openQueue(dbs.queueDb, { owner: 'test', stage: 'test' }).add('dwmQueue', entries)
    const { looked, fields } = await uncoveredValues(dbs, { configName: testConfig.configName })
    assert.equal(looked, values.length)
    assert.deepEqual(fields, [
      {
        field: 'country',
        values: [
          {
            value: 'germny',
            contacts: 3,
            suggestion: suggested('GERMNY', 'DE', 'similar'),
            neighbors: ['DE'],
          },
          { value: 'Atlantis', contacts: 1, suggestion: undefined, neighbors: [] },
        ],
      },
    ])
  })
})

function suggested(find: string, replace: string, why: string) {
  return { collection: 'normLookup', document: { fieldName: 'country', find, replace }, why }
}

describe('suggestRule', () => {
  const known = {
    results: new Set(['Berlin']),
    leadsTo: new Map([
      ['BERLIN', 'Berlin'],
      ['NEW YORK', 'New York'],
    ]),
  }
  const table: [string, string, string][] = [
    ['Berlinn', 'Berlin', 'similar'],
    ['berlin-mitte', 'Berlin', 'contains'],
    ['Greater New York Area', 'New York', 'contains'],
  ]
  for (const [value, replace, why] of table) {
    it(`leads ${JSON.stringify(value)} to ${replace}`, () => {
      const suggestion = suggestRule('city', value, known)
      assert.deepEqual([suggestion?.document.replace, suggestion?.why], [replace, why])
    })
  }

  it('suggests nothing where nothing is near, and least of all that a value is right', () => {
    for (const value of ['  Some   Town ', 'Ber']) assert.equal(suggestRule('city', value, known), undefined)
  })
})
