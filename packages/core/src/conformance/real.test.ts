import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileWasher } from '../wash/washer.ts'
import { readConfigs, readLines, readRealContacts, readRuleSet, type Vector } from './test-data.ts'

describe('compileWasher on the real contacts', () => {
  it('gives every record and history of the original', () => {
    const washer = compileWasher(readRuleSet('real'), readConfigs('real').get('Real_Contacts_AU'))
    const contacts = readRealContacts()
    const expected = readLines<Pick<Vector, 'expected' | 'history'>>('real/expected.jsonl')
    assert.equal(contacts.length, 1000)
    assert.equal(expected.length, 1000)
    assert.deepEqual(washer.problems, [])
    for (const [index, contact] of contacts.entries()) {
      const result = washer.wash(contact, 1_500_000_000.75)
      if (!result.ok) assert.fail(JSON.stringify(result.error))
      assert.deepEqual(result.record, expected[index]?.expected)
      assert.deepEqual(result.history, expected[index]?.history)
    }
  })
})
