import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '../http/refusal.ts'
import { readRows } from './read-rows.ts'

const rowsOf = (text: string, type = 'application/json') => [...readRows(Buffer.from(text), type).rows()]

describe('readRows', () => {
  it('reads a body of many pieces as JSON.parse would', () => {
    const texts = ['', 'plain', 'a "quote"', 'back\\slash', '],[{}', 'ünïcödé 漢字 🎈', ',', '\n\t']
    const rows = Array.from({ length: 9000 }, (_, at) => ({
      id: String(at),
      text: texts[at % texts.length] ?? '',
      ...(at % 3 === 0 ? { some: 'only here' } : {}),
    }))
    assert.deepEqual(rowsOf(JSON.stringify(rows)), rows)
    assert.deepEqual(rowsOf(JSON.stringify(rows, null, 2)), rows)
    assert.equal(readRows(Buffer.from(JSON.stringify(rows)), 'application/json').size, 9000)
  })

  it('takes values as text, null for blank, and what is no flat object for no row', () => {
    const body = '[{"a": 1, "b": true, "c": null}, {"a": {"deep": 1}}, [1], "text", null, {}]'
    assert.deepEqual(rowsOf(body), [{ a: '1', b: 'true', c: '' }, ...Array(4).fill(undefined), {}])
  })

  it('distinguishes a key that a row lacks from one that is blank, whichever row brought it', () => {
    const file = readRows(Buffer.from('[{"a": "1"}, {"b": ""}, {"a": "", "b": "2"}]'), 'application/json')
    assert.deepEqual([...file.rows()], [{ a: '1' }, { b: '' }, { a: '', b: '2' }])
    assert.deepEqual([...file.keys], ['a', 'b'])
  })

  for (const empty of ['[]', ' [ ] ', '[\n]\n']) {
    it(`finds no row in ${JSON.stringify(empty)}`, () => assert.deepEqual(rowsOf(empty), []))
  }

  for (const bad of [
    '',
    '{}',
    '[',
    '[{}',
    '[{},]',
    '[,{}]',
    '[{}] x',
    '[{"a": "b]',
    '[{}}]',
    '[{"a"}]',
    '[{} {}]',
  ]) {
    it(`refuses ${JSON.stringify(bad)}`, () => {
      assert.throws(
        () => rowsOf(bad),
        (error) => error instanceof Refusal && error.status === 400,
      )
    })
  }

  it('reads CSV, with a row that is too long for its header as no row', () => {
    assert.deepEqual(rowsOf('a,b\r\n1,"x, y"\r\n2\r\n1,2,3\r\n', 'text/csv'), [
      { a: '1', b: 'x, y' },
      { a: '2' },
      undefined,
    ])
  })
})
