import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Washed } from '../wash/wash-result.ts'
import { compileWasher, type Washer, type WasherOptions } from '../wash/washer.ts'
import { readConfigs, readJson, readLines, readRuleSet, type Vector } from './test-data.ts'

const clock = 1_500_000_000.75
const rules = readRuleSet('golden')
const configs = readConfigs('golden')

function washers(options?: WasherOptions): Map<string, Washer> {
  return new Map([...configs].map(([name, config]) => [name, compileWasher(rules, config, options)]))
}

function wash(washer: Washer | undefined, record: Record<string, unknown>): Washed {
  const result = washer?.wash(record, clock)
  if (result?.ok !== true) assert.fail(JSON.stringify(result?.error))
  return result
}

describe('compileWasher on the golden vectors', () => {
  for (const memoSize of [0, 5_000]) {
    it(`gives every record and history of the original, remembering ${memoSize} values`, () => {
      const byConfig = washers({ memoSize })
      const vectors = readLines<Vector>('golden/vectors.jsonl')
      assert.equal(vectors.length, 600)
      for (const { id, config, record, expected, history } of vectors) {
        const result = wash(byConfig.get(config), record)
        assert.deepEqual(result.record, expected, id)
        assert.deepEqual(result.history ?? null, history, id)
      }
    })
  }

  it('leaves the input as it is', () => {
    const byConfig = washers()
    for (const { id, config, record } of readLines<Vector>('golden/vectors.jsonl')) {
      const before = structuredClone(record)
      wash(byConfig.get(config), record)
      assert.deepEqual(record, before, id)
    }
  })

  it('says whether a record changed, and by which rules', () => {
    const byConfig = washers()
    for (const { id, config, record, expected } of readLines<Vector>('golden/vectors.jsonl')) {
      const { changed, changes } = wash(byConfig.get(config), record)
      assert.equal(
        changed,
        Object.keys(record).some((key) => record[key] !== expected[key]),
        id,
      )
      const lastByField = new Map(changes.map((change) => [change.field, change.to]))
      for (const [field, to] of lastByField) assert.equal(to, expected[field], `${id} ${field}`)
    }
  })

  it('follows contacts that come back as the original does', () => {
    const sequence = readJson<{
      history: unknown
      config: string
      records: Record<string, unknown>[]
      expected: Record<string, unknown>[]
      contactHistory: Record<string, unknown>[]
    }>('golden/sequence.json')
    const washer = compileWasher(rules, { ...configs.get(sequence.config), history: sequence.history })
    const { idName, returnIdField } = washer.history
    const stored: Record<string, unknown>[] = []
    const washed = sequence.records.map((record) => {
      const { record: clean, history = {} } = wash(washer, record)
      for (const earlier of stored) {
        if (earlier[idName] === history[idName]) earlier['_current'] = Number(earlier['_current']) + 1
      }
      const _id = stored.push(history) - 1
      history['_id'] = _id
      return returnIdField === undefined ? clean : { ...clean, [returnIdField]: _id }
    })
    assert.deepEqual(washed, sequence.expected)
    assert.deepEqual(stored, sequence.contactHistory)
  })
})
