import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Int32, ObjectId } from 'mongodb'
import { maskAddresses } from './mask-addresses.ts'
import { masksUnder } from './masks.ts'

const mask = masksUnder('a key').address

describe('maskAddresses', () => {
  it('masks addresses anywhere, and nothing else', () => {
    const [id, at, count] = [new ObjectId(), new Date(), new Int32(4)]
    const given = {
      ...{ id, at, count, city: 'Springfield', handle: '@someone', empty: '', none: null },
      emailAddress: 'ann@example.org',
      changes: [{ from: 'mail to <Bob.B@example.org>, or bob.b@example.org.', to: 'x' }],
    }
    const [ann, bob] = ['ann@example.org', 'bob.b@example.org'].map(mask)
    assert.deepEqual(maskAddresses(given, mask), {
      ...given,
      emailAddress: ann,
      changes: [{ from: `mail to <${bob}>, or ${bob}.`, to: 'x' }],
    })
  })

  it('keeps what was the same address the same, and what was not apart', () => {
    assert.equal(maskAddresses('Ann@Example.org', mask), maskAddresses('ann@example.org', mask))
    assert.notEqual(maskAddresses('ann@example.org', mask), maskAddresses('an@example.org', mask))
    assert.notEqual(mask('ann@example.org'), masksUnder('another key').address('ann@example.org'))
  })

  it('comes to an end with hostile text, which a search that grows with the square would not in hours', () => {
    const text = `${'a'.repeat(1_000_000)} ${'@'.repeat(1_000_000)} ${'a@'.repeat(500_000)}`
    assert.equal(maskAddresses(text, mask), text)
  })
})
