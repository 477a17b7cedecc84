import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Faults, read } from './faults.ts'

type Reader = 'document' | 'textList' | 'text' | 'flag'

describe('Faults', () => {
  const cases: readonly [reader: Reader, value: unknown, read: unknown, fault?: string][] = [
    ['document', { a: 1 }, { a: 1 }],
    ['document', undefined, {}, 'is missing'],
    ['document', [], {}, 'expected an object'],
    ['document', null, {}, 'expected an object'],
    ['textList', ['a'], ['a']],
    ['textList', [], []],
    ['textList', undefined, [], 'is missing'],
    ['textList', ['a', 1], [], 'expected a list of texts'],
    ['textList', 'a', [], 'expected a list of texts'],
    ['text', 'a', 'a'],
    ['text', undefined, '', 'is missing'],
    ['text', '', '', 'expected a text'],
    ['text', 5, '', 'expected a text'],
    ['flag', true, true],
    ['flag', 1, true],
    ['flag', false, false],
    ['flag', 0, false],
    ['flag', undefined, false, 'is missing'],
    ['flag', 'yes', false, 'expected true or false'],
  ]
  for (const [reader, value, expected, fault] of cases)
    it(`reads ${JSON.stringify(value)} as ${reader}${fault === undefined ? '' : ` and says it ${fault}`}`, () => {
      const faults = new Faults()
      assert.deepEqual(faults[reader](value, 'a.b'), expected)
      assert.deepEqual(faults.list, fault === undefined ? [] : [`a.b: ${fault}`])
    })
})

describe('read', () => {
  it('is never what a prototype has', () => {
    assert.equal(read({ a: 1 }, 'a'), 1)
    assert.equal(read({}, 'toString'), undefined)
  })
})
