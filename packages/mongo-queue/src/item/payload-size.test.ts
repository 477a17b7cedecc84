import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BSON, Decimal128, ObjectId } from 'mongodb'
import type { Payload } from './item.ts'
import { payloadBytes } from './payload-size.ts'

const payloads: Readonly<Record<string, Payload>> = {
  empty: {},
  text: { firstName: 'Ann', city: '' },
  'text beyond ASCII': { straße: 'Zürich', 東京: '\u{1F5FC}\u{1F5FC}', half: '\uD83D' },
  'nested texts and null': { city: 'Bern', _exported: { city: null, country: 'ch', deeper: { a: 'b' } } },
  'other types': { a: 1, b: 2.5, c: true, d: new Date(0), e: [1, 'x'], f: new ObjectId(), g: 10n },
  'a type of BSON': { price: new Decimal128('1.5'), bytes: Buffer.alloc(300) },
  'no own prototype': Object.assign(Object.create(null), { a: { b: 'c' } }),
}

describe('payloadBytes', () => {
  for (const [name, payload] of Object.entries(payloads))
    it(`is no less than BSON takes: ${name}`, () => {
      const exact = BSON.serialize(payload).length
      const bytes = payloadBytes(payload)
      assert.ok(bytes >= exact && bytes <= 3 * exact + 5, `${bytes} for ${exact}`)
    })

  it('is what BSON takes of a large one, so that no upper bound passes a limit', () => {
    const payload = { text: 'x'.repeat(30_000) }
    assert.equal(payloadBytes(payload), BSON.serialize(payload).length)
  })
})
