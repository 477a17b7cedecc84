import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Db } from 'mongodb'
import { sampleChanges } from './samples.ts'

const change = (to: string, more: object = {}) => ({ from: 'a', to, ...more })

async function sampled(documents: readonly object[], count = 10) {
  const found = { limit: () => found, toArray: async () => documents }
  return sampleChanges({ collection: () => ({ find: () => found }) } as unknown as Db, count)
}

describe('sampleChanges', () => {
  it('shows what a wash changed, and because of what', async () => {
    const document = {
      ...{
        _id: { normLookup: change('no') },
        ContactID: 7,
        timestamp: 1,
        configName: 'C',
        list: [change('no')],
      },
      city: { normRegex: change('Rome', { pattern: '^r' }), normLookup: change('Oslo'), note: 'no change' },
      country: { deriveValue: { to: 'IT', using: { city: 'ROME' } } },
    }
    assert.deepEqual(
      (await sampled([document])).map(({ contact, field, ruleType, from, to, because }) => [
        ...[contact, field, ruleType, from, to, because],
      ]),
      [
        ['7', 'city', 'normRegex', 'a', 'Rome', '^r'],
        ['7', 'city', 'normLookup', 'a', 'Oslo', 'exact value'],
        ['7', 'country', 'deriveValue', '', 'IT', '{"city":"ROME"}'],
      ],
    )
  })

  it('shows different rule types and fields before more of the same', async () => {
    const documents = [
      { city: { normLookup: change('1') } },
      { city: { normLookup: change('2') } },
      { fax: { normLookup: change('3') } },
      { city: { normRegex: change('4') } },
    ]
    const shown = await sampled(documents)
    assert.deepEqual(
      shown.map(({ to }) => to),
      ['1', '4', '3', '2'],
    )
    assert.equal(shown[0]?.contact, '')
    assert.equal((await sampled(documents, 2)).length, 2)
    assert.deepEqual(await sampled([]), [])
  })
})
