import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { address, placeNow } from './router.ts'

describe('address', () => {
  it('leaves out what is undefined or empty in the query', () => {
    assert.equal(address('/rules', { q: 'acme & co', kind: '', page: undefined }), '#/rules?q=acme+%26+co')
    assert.equal(address('/rules', { q: '' }), '#/rules')
  })
})

describe('placeNow', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'location')
  afterEach(() => {
    if (before) Object.defineProperty(globalThis, 'location', before)
    else Reflect.deleteProperty(globalThis, 'location')
  })
  const placeAt = (hash: string) => {
    Object.defineProperty(globalThis, 'location', { value: { hash }, configurable: true })
    const { path, query } = placeNow()
    return [path, Object.fromEntries(query)]
  }

  it('reads path and query of the fragment', () => {
    assert.deepEqual(placeAt('#/contacts/a?q=1%3F'), ['/contacts/a', { q: '1?' }])
  })

  it('is the front page without a fragment, and ignores slashes at the end', () => {
    assert.deepEqual(
      [placeAt(''), placeAt('#/rules/')],
      [
        ['/', {}],
        ['/rules', {}],
      ],
    )
  })
})
