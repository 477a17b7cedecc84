import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { address, goFromHere, placeNow } from './router.ts'

describe('address', () => {
  it('leaves out what is undefined or empty in the query', () => {
    assert.equal(address('/rules', { q: 'acme & co', kind: '', page: undefined }), '#/rules?q=acme+%26+co')
    assert.equal(address('/rules', { q: '' }), '#/rules')
  })
})

describe('placeNow', () => {
  afterEach(forgetPlace)

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

describe('goFromHere', () => {
  afterEach(forgetPlace)

  it('goes on from the page where it was begun, whatever is filtered there by now, and from no other', () => {
    placeAt('#/previews')
    const goOn = goFromHere()
    placeAt('#/syncs')
    goOn('#/previews/one')
    assert.equal(location.hash, '#/syncs')
    placeAt('#/previews?q=mine')
    goOn('#/previews/one')
    assert.equal(location.hash, '#/previews/one')
  })
})

const before = Object.getOwnPropertyDescriptor(globalThis, 'location')

function placeAt(hash: string) {
  Object.defineProperty(globalThis, 'location', { value: { hash }, configurable: true })
  const { path, query } = placeNow()
  return [path, Object.fromEntries(query)]
}

function forgetPlace(): void {
  if (before) Object.defineProperty(globalThis, 'location', before)
  else Reflect.deleteProperty(globalThis, 'location')
}
