import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Faults } from './faults.ts'
import { readHistory } from './read-history.ts'

const whole = {
  ...{ writeContactHistory: true, returnHistoryId: true, returnHistoryField: 'historyId' },
  histIdField: { name: 'ContactID', value: 'id' },
}

function historyOf(more: object = {}) {
  const faults = new Faults()
  const history = readHistory({ ...whole, ...more }, new Set(['city']), faults)
  return { ...history, faults: faults.list }
}
const named = (name: string) => ({ histIdField: { name, value: 'id' } })

describe('readHistory', () => {
  it('says where the id comes from and goes', () => {
    assert.deepEqual(historyOf(), {
      ...{ write: true, idName: 'ContactID', idField: 'id', returnIdField: 'historyId', faults: [] },
    })
  })

  it('wants a field for the id only where it is written and returned', () => {
    assert.equal(historyOf({ returnHistoryField: undefined }).faults.length, 1)
    for (const more of [{ returnHistoryId: false }, { writeContactHistory: false }]) {
      const { faults, returnIdField } = historyOf({ ...more, returnHistoryField: undefined })
      assert.deepEqual([faults, returnIdField], [[], undefined])
    }
  })

  for (const [name, fault] of [
    ['$id', /is no key/],
    ['a.b', /is no key/],
    ['a\0', /is no key/],
    ['city', /'city' holds the changes of that field/],
    ['_id', /'_id' holds something else/],
    ['timestamp', /choose another name/],
  ] as const)
    it(`refuses ${JSON.stringify(name)} as the name of the id, unless nothing is written`, () => {
      assert.match(historyOf(named(name)).faults.join(), fault)
      assert.deepEqual(historyOf({ ...named(name), writeContactHistory: false }).faults, [])
    })
})
