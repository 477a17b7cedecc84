import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { requestIdOf } from './request-id.ts'

describe('requestIdOf', () => {
  it('reads an id, and nothing that could hold more than one', () => {
    for (const id of ['abc/1', '0b6b2f0e-1f0c-4a7e-9d53-3a0b1c2d3e4f', 'p01:7.2'])
      assert.equal(requestIdOf({ 'x-request-id': id }), id)
    for (const id of ['', 'of ann', 'ann@example.com', 'ann%40example.com', 'x'.repeat(81)])
      assert.equal(requestIdOf({ 'x-request-id': id }), undefined)
    assert.equal(requestIdOf({}), undefined)
  })
})
