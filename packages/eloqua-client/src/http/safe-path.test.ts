import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { safePath } from './safe-path.ts'

describe('safePath', () => {
  it('names the parameters of a query, each once, and never their values', () => {
    assert.equal(safePath(new URL('https://x.example/a/b')), '/a/b')
    assert.equal(safePath(new URL('https://x.example/a?q=ann@example.com&limit=1&q=2')), '/a?q&limit')
  })
})
