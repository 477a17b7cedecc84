import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { requestIdOf } from './request-id.ts'

describe('requestIdOf', () => {
  it('is the one that came, when it is fit for a log', () => {
    assert.equal(requestIdOf({ headers: { 'x-request-id': 'abc.DEF-12_3' } }), 'abc.DEF-12_3')
  })

  for (const given of [undefined, 'short', 'x'.repeat(65), 'with space', 'line\nbreak', ['a'.repeat(8), 'b']])
    it(`is a new one instead of ${JSON.stringify(given)}`, () => {
      const id = requestIdOf({ headers: { 'x-request-id': given as string } })
      assert.match(id, /^[0-9a-f-]{36}$/)
    })
})
