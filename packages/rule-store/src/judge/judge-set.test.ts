import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { config, ruleSet } from '../testing.ts'
import { judgeSet } from './judge-set.ts'

const briefly = async (...set: Parameters<typeof ruleSet>) =>
  (await judgeSet(ruleSet(...set))).map(({ severity, collection, id }) => `${severity} ${collection} ${id}`)

describe('judgeSet', () => {
  it('has nothing to say of a good set', async () => {
    assert.deepEqual(
      await briefly({ normLookup: [{ _id: 'a', fieldName: 'city', find: 'A', replace: 'B' }] }),
      [],
    )
  })

  it('names each broken rule once, whatever the number of configs', async () => {
    const broken = { _id: 'a', fieldName: 'city', pattern: '(', replace: '' }
    const found = await briefly({ normRegex: [broken] }, [config('One'), config('Two')])
    assert.equal(found.filter((one) => one === 'error normRegex a').length, 1)
  })

  it('says what is wrong with a config', async () => {
    const found = await briefly({}, [config('One'), { ...config('Two'), corrections: ['none'] }])
    assert.ok(found.includes('error config Two'))
    assert.ok(!found.includes('error config One'))
  })

  it('only warns of what is repaired on load', async () => {
    const rule = { _id: 'a', fieldName: 'city', lookupVals: { b: 'B', a: 'A' }, value: 'x' }
    const found = await briefly({ deriveValue: [rule] })
    assert.ok(found.some((one) => one === 'warning deriveValue a'))
    assert.ok(!found.some((one) => one === 'error deriveValue a'))
  })
})
