import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { testMongo } from '@dwmops/local-mongo/testing'
import { InvalidRulesError } from '../errors.ts'
import { openRuleStore } from '../rule-store.ts'
import { byCollection, type RuleDocument, type RuleSet } from '../rules/rule-collections.ts'
import { exampleFindings, failedExample } from './example-findings.ts'

const config = washingConfig('Cities', { city: { lookup: ['genericLookup', 'normLookup'], derive: {} } })
const nyc = {
  ...{ fieldName: 'city', find: 'NYC', replace: 'New York' },
  examples: [{ value: ' nyc', expected: 'New York' }],
}

function setOf(normLookup: readonly RuleDocument[], genericLookup: readonly RuleDocument[] = []): RuleSet {
  return { rules: { ...byCollection(() => []), normLookup, genericLookup }, configs: [config] }
}

function reasons(set: RuleSet): string[] {
  return exampleFindings(set).map(({ collection, id, reason }) => `${collection} ${id}: ${reason}`)
}

describe('exampleFindings', () => {
  it('finds nothing where examples come out as they should, or there are none', () => {
    assert.deepEqual(exampleFindings(setOf([nyc, { fieldName: 'city', find: 'LA', replace: 'L.A.' }])), [])
  })

  it('names rule, value, expected, got and the rule that decided', () => {
    assert.deepEqual(reasons(setOf([{ _id: 'r1', ...nyc, replace: 'Big Apple' }])), [
      'normLookup r1: example " nyc" of city: expected "New York", got "Big Apple"; decided by normLookup r1',
    ])
    assert.deepEqual(reasons(setOf([nyc], [{ _id: 'g1', find: 'NYC', replace: '' }])), [
      'normLookup #0: example " nyc" of city: expected "New York", got ""; decided by genericLookup g1',
    ])
  })

  it('takes the field of an example, and the fields that are given, where the result depends on them', () => {
    const examples = [
      { field: 'city', value: 'n/a', expected: '', given: { country: 'US' } },
      { field: 'town', value: 'n/a', expected: '' },
    ]
    assert.deepEqual(reasons(setOf([], [{ _id: 'g1', find: 'N/A', replace: '', examples }])), [
      'genericLookup g1: no config applies genericLookup to town',
    ])
  })

  it('finds examples that are none', () => {
    for (const examples of ['x', [null], [{ value: 'x' }], [{ value: 'x', expected: 'y', given: [1] }]])
      assert.deepEqual(reasons(setOf([{ ...nyc, examples }])), [
        'normLookup #0: examples are a list of {value, expected}',
      ])
  })
})

const database = testMongo()
const who = 'somebody'
const collection = 'normLookup'

describe('publishing rules with examples', () => {
  it('refuses what breaks an example, as a set and as a change of another rule, unless that is accepted', async () => {
    const store = openRuleStore(database.fresh())
    await store.publish(setOf([nyc]), { who })
    const blank = { find: 'NYC', replace: '' }
    const isRefusal = (error: unknown) =>
      error instanceof InvalidRulesError && error.findings.some(({ code }) => code === failedExample)
    await assert.rejects(store.publish(setOf([nyc], [blank]), { who, acceptErrors: true }), isRefusal)
    const change = { collection: 'genericLookup', did: 'created', document: blank } as const
    await assert.rejects(store.changeRule(change, { who }), isRefusal)
    const dry = await store.publish(setOf([nyc], [blank]), { who, dryRun: true })
    assert.deepEqual([dry.version, dry.findings.at(-1)?.code], [undefined, failedExample])
    assert.equal((await store.currentVersion())?.version, 1)
    const { version } = await store.changeRule(change, { who, acceptFailedExamples: true })
    assert.equal(version, 2)
  })

  it('keeps examples over a rollback and in an exported set, and goes back to a version whose examples fail', async () => {
    const store = openRuleStore(database.fresh())
    await store.publish(setOf([nyc]), { who })
    const [rule] = (await store.findRules({ collection })).rules
    assert.ok(rule !== undefined)
    await store.changeRule({ collection, did: 'deleted', id: rule.id, etag: rule.etag }, { who })
    await store.publish(setOf([{ ...nyc, replace: 'Big Apple' }]), { who, acceptFailedExamples: true })
    for (const version of [1, 3]) {
      await store.rollback(version, { who })
      assert.deepEqual((await store.exportSet()).rules.normLookup[0]?.['examples'], nyc.examples)
    }
  })
})
