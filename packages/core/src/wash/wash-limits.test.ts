import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleDocuments } from '../rules/rule-documents.ts'
import { bareConfig } from '../testing/bare-config.ts'
import { storedBytes } from './stored-bytes.ts'
import { changeBytes, mostChangeBytes, mostResultLength } from './wash-limits.ts'
import { compileWasher } from './washer.ts'

const config = bareConfig({
  a: ['genericRegex', 'normRegex', 'normLookup'],
  b: ['normLookup'],
  c: ['normLookup'],
})
const bomb = { _id: 'bomb', fieldName: 'a', pattern: '^BOOM(A+)$', replace: '\\1'.repeat(200) }

function wash(rules: RuleDocuments, record: Record<string, unknown>) {
  return compileWasher(rules, config).wash({ ContactID: 1, ...record }, 0)
}

describe('a record whose result no document holds', () => {
  it('fails alone, and names the rule', () => {
    const washer = compileWasher({ normRegex: [bomb] }, config)
    const result = washer.wash({ ContactID: 1, a: `BOOM${'A'.repeat(200_000)}` }, 0)
    if (result.ok) assert.fail('washed')
    assert.deepEqual(
      { ...result.error, reason: result.error.reason.slice(0, 32) },
      {
        code: 'RESULT_TOO_LARGE',
        id: 1,
        field: 'a',
        rule: 'normRegex',
        reason: 'normRegex bomb makes more than 7',
      },
    )
    assert.equal(washer.wash({ ContactID: 2, a: 'BOOMAA' }, 0).ok, true)
  })

  it('fails before the result is built, however many pieces it is to be made of', () => {
    const rules = { normRegex: [{ fieldName: 'a', pattern: '(.*)', replace: '\\1'.repeat(20_000) }] }
    const before = process.memoryUsage().heapUsed
    const result = wash(rules, { a: 'A'.repeat(10_000) })
    assert.equal(result.ok, false)
    assert.ok(process.memoryUsage().heapUsed - before < 100 * 2 ** 20)
  })

  it('fails where single pieces add up over many matches', () => {
    const rules = { normRegex: [{ fieldName: 'a', pattern: '.', replace: 'X'.repeat(10_000) }] }
    const result = wash(rules, { a: 'A'.repeat(1_000) })
    assert.equal(!result.ok && result.error.code, 'RESULT_TOO_LARGE')
  })

  it('fails by what its history would hold, though each value is small enough', () => {
    const long = 'B'.repeat(mostResultLength - 10)
    const rules = {
      normLookup: ['a', 'b', 'c'].map((fieldName) => ({ fieldName, find: 'X', replace: long })),
    }
    assert.equal(wash(rules, { a: 'X', b: 'X' }).ok, true)
    const result = wash(rules, { a: 'X', b: 'X', c: 'X' })
    assert.equal(!result.ok && result.error.code, 'RESULT_TOO_LARGE')
  })

  it('is none where long values change in ways that still fit', () => {
    const rules = { normRegex: [{ fieldName: 'a', pattern: '^A', replace: 'B' }] }
    const result = wash(rules, { a: 'A'.repeat(5_000_000) })
    assert.ok(result.ok)
    assert.ok(result.changeBytes > 10_000_000 && result.changeBytes < mostChangeBytes)
  })
})

describe('changeBytes', () => {
  it('is what a document of the change takes', () => {
    const causes = [{}, { using: { city: 'Bonn', note: 'é'.repeat(2_000) }, pattern: 'B.*', ruleId: 'one' }]
    for (const {
      using = undefined,
      pattern = undefined,
      ruleId = undefined,
    } of causes as (typeof causes)[1][]) {
      const change = {
        ...{ field: 'city', ruleType: 'normLookup' as const, from: 'BONN', to: null },
        ...{ using, pattern, ruleId },
      }
      assert.equal(changeBytes({ ...change, ruleIndex: 7 }), storedBytes(change))
    }
  })
})
