import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { UnsavedWork } from './unsaved-work.ts'

/** What a browser's storage does, over a map. */
function storageOf(): Storage {
  const held = new Map<string, string>()
  return {
    get length() {
      return held.size
    },
    key: (at) => [...held.keys()][at] ?? null,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, text) => void held.set(name, text),
    removeItem: (name) => void held.delete(name),
    clear: () => held.clear(),
  }
}

describe('UnsavedWork', () => {
  it('gives work to the one who began it alone, in every window', () => {
    const storage = storageOf()
    const [one, other] = [new UnsavedWork(() => storage), new UnsavedWork(() => storage)]
    one.of('ann')
    one.set('draft', '{"find":"x"}')
    other.of('bob')
    assert.equal(other.get('draft'), null)
    other.set('draft', 'of bob')
    assert.equal(one.get('draft'), '{"find":"x"}')
    other.of('ann')
    assert.equal(other.get('draft'), '{"find":"x"}')
    other.remove('draft')
    assert.equal(one.get('draft'), null)
    one.of('bob')
    assert.equal(one.get('draft'), 'of bob')
  })

  it('knows whether the one who was signed in, or before that anybody, left something', () => {
    const storage = storageOf()
    const work = new UnsavedWork(() => storage)
    assert.equal(work.isThere(), false)
    work.of('ann')
    work.set('draft', 'x')
    work.of('bob')
    assert.equal(work.isThere(), false)
    assert.equal(new UnsavedWork(() => storage).isThere(), true)
    work.of('ann')
    work.remove('draft')
    assert.deepEqual([work.isThere(), storage.length], [false, 0])
  })

  it('gives up what was left for longer than 14 days, and what it cannot read', () => {
    const storage = storageOf()
    const work = new UnsavedWork(() => storage)
    work.of('ann')
    work.set('draft', 'x')
    storage.setItem('dwmops work of bob', 'null')
    storage.setItem('of another program', 'x')
    work.of('ann', Date.now() + 13 * 86_400_000)
    assert.equal(work.get('draft'), 'x')
    work.of('ann', Date.now() + 15 * 86_400_000)
    assert.deepEqual([work.get('draft'), storage.length], [null, 1])
  })
})
