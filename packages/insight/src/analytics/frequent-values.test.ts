import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FrequentValues } from './frequent-values.ts'

describe('FrequentValues', () => {
  it('counts values, most frequent first', () => {
    const values = new FrequentValues()
    for (const value of ['a', 'b', 'b', 'c', 'b', 'c']) values.add(value)
    assert.deepEqual(values.most(2), [
      { value: 'b', count: 3 },
      { value: 'c', count: 2 },
    ])
  })

  it('forgets rare values and keeps frequent ones when there are too many', () => {
    const values = new FrequentValues()
    for (let times = 0; times < 3; times += 1) values.add('frequent')
    for (let index = 0; index < 20_000; index += 1) values.add(`rare ${index}`)
    assert.deepEqual(values.most(10), [{ value: 'frequent', count: 3 }])
  })
})
