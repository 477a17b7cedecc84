import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileWasher } from '../wash/washer.ts'
import { readConfigs, readLines, readRuleSet } from './test-data.ts'

interface Raised {
  readonly id: string
  readonly config: string
  readonly record: Record<string, unknown>
  readonly message: string
}

/** What becomes here of a record on which the original raised, by the words in which it did. */
function expectedCode(message: string): string {
  if (message === "'ContactID'") return 'NO_ID'
  const kind = /'(list|int|bool|dict)' object has no attribute/.exec(message)
  return kind === null ? 'washed' : 'NOT_TEXT'
}

describe('compileWasher on records that the original could not process', () => {
  const rules = readRuleSet('golden')
  const washers = new Map(
    [...readConfigs('golden')].map(([name, config]) => [name, compileWasher(rules, config)]),
  )

  it('washes where nulls, a missing country or broken rules stood in the way, and fails the others one by one', () => {
    const raised = readLines<Raised>('golden/errors.jsonl')
    assert.equal(raised.length, 59)
    for (const { id, config, record, message } of raised) {
      const result = washers.get(config)?.wash(record, 0)
      assert.equal(result?.ok ? 'washed' : result?.error.code, expectedCode(message), id)
    }
  })

  it('takes a rule that lacks a needed key as if it were not there', () => {
    const [record] = readLines<Raised>('golden/errors.jsonl').filter(({ id }) => id === 'e0057')
    const result = washers.get('Eloqua_Contacts_DWM')?.wash({ ...record?.record, jobLevel: 'Kept' }, 0)
    assert.equal(result?.ok && result.record['jobLevel'], 'Kept')
  })

  it('names id, field, rule and reason of a failure, and no value', () => {
    const result = washers.get('Eloqua_Contacts_DWM')?.wash({ ContactID: '7', city: ['secret'] }, 0)
    assert.deepEqual(result, {
      ok: false,
      error: {
        code: 'NOT_TEXT',
        id: '7',
        field: 'city',
        rule: 'genericLookup',
        reason: 'genericLookup needs text in city, found a list',
      },
    })
  })

  it('names every rule that it left out or repaired', () => {
    const problems = washers.get('Eloqua_Contacts_DWM')?.problems ?? []
    const named = problems.map(({ code, collection, id }) => `${code} ${collection} ${id}`)
    assert.deepEqual(named, [
      'RULE_MALFORMED normIncludes #38',
      'RULE_TEMPLATE deriveRegex #13',
      'RULE_MALFORMED deriveRegex #14',
      'RULE_MALFORMED deriveValue #500',
    ])
  })
})
