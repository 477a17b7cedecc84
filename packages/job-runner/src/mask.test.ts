import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskFor } from './mask.ts'

describe('maskFor', () => {
  it('hides a secret as it is, in JSON, in JSON in JSON and in an address', () => {
    const secret = 'pa"ss\\wörd x'
    const mask = maskFor([secret])
    const once = JSON.stringify({ secret })
    for (const text of [
      secret,
      once,
      JSON.stringify({ once }),
      `http://u:${encodeURIComponent(secret)}@host`,
    ]) {
      assert.doesNotMatch(mask(`before ${text} after`), /ss|rd/, text)
    }
  })

  it('hides mail addresses, wherever they stand', () => {
    const mask = maskFor([])
    assert.equal(mask('dup key: { key: "jane.o\'doe+x@mail.example.com.au" }'), 'dup key: { key: "***@***" }')
    assert.equal(mask('at @dwmops/core, pino@10.4.0'), 'at @dwmops/core, pino@10.4.0')
  })

  it('leaves short words alone, which are parts of others', () => {
    assert.equal(maskFor(['sandbox', ''])('the sandbox listens'), 'the sandbox listens')
  })
})
