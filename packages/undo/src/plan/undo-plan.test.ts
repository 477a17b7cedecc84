import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ComparedContact, nothingSkipped, skipReasons, summarize } from './undo-plan.ts'

function contact(item: string, fields: readonly string[]): ComparedContact {
  const values = fields.map((field) => ({ field, from: 'new', to: 'old' }))
  return { item, contact: item, after: 'w', version: undefined, address: `${item}@example.com`, values }
}

describe('summarize', () => {
  it('counts contacts and values, most frequent field first', () => {
    const plan = summarize([contact('a', ['city', 'fax']), contact('b', ['fax'])], nothingSkipped())
    assert.deepEqual([plan.contacts, plan.values], [2, 3])
    assert.deepEqual(plan.byField, [
      { field: 'fax', values: 2 },
      { field: 'city', values: 1 },
    ])
    assert.deepEqual(plan.samples[0], { item: 'a', field: 'city', from: 'new', to: 'old' })
  })

  it('shows 20 samples at most', () => {
    const contacts = Array.from({ length: 15 }, (_, index) => contact(String(index), ['city', 'fax']))
    assert.equal(summarize(contacts, nothingSkipped()).samples.length, 20)
  })
})

describe('nothingSkipped', () => {
  it('has every reason, at 0', () => {
    assert.deepEqual(nothingSkipped(), Object.fromEntries(skipReasons.map((reason) => [reason, 0])))
  })
})
