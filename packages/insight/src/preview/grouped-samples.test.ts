import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GroupedSamples } from './grouped-samples.ts'

describe('GroupedSamples', () => {
  it('counts all contacts of a group, and keeps only so many samples', () => {
    const groups = new GroupedSamples<{ field: string }, number>(2)
    for (let index = 0; index < 3; index += 1)
      groups.add(
        'city',
        () => ({ field: 'city' }),
        () => index,
      )
    groups.add(
      'fax',
      () => ({ field: 'fax' }),
      () => 9,
    )
    assert.deepEqual(groups.result(), [
      { field: 'city', contacts: 3, samples: [0, 1] },
      { field: 'fax', contacts: 1, samples: [9] },
    ])
  })

  it('has a bound on its groups, and goes on counting those it has', () => {
    const groups = new GroupedSamples<object, number>(0)
    for (let index = 0; index < 5_001; index += 1)
      groups.add(
        `${index}`,
        () => ({}),
        () => index,
      )
    groups.add(
      '0',
      () => ({}),
      () => 0,
    )
    assert.equal(groups.result().length, 5_000)
    assert.equal(groups.result()[0]?.contacts, 2)
  })
})
