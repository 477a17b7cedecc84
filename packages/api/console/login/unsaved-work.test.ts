import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hasUnsavedWork, keepWorkFor } from './unsaved-work.ts'

/** What a window's storage does, over a map. */
function storageOf(entries: Record<string, string> = {}): Storage {
  const held = new Map(Object.entries(entries))
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

const draft = 'dwmops draft a rule'
const changes = 'dwmops change set'

describe('keepWorkFor', () => {
  it('shows work to the one who began it alone, and gives it back when they return', () => {
    const storage = storageOf()
    keepWorkFor('ann', storage)
    storage.setItem(draft, '{"find":"x"}')
    storage.setItem(changes, '[1]')
    keepWorkFor('ann', storage)
    assert.equal(storage.getItem(draft), '{"find":"x"}')
    keepWorkFor('bob', storage)
    assert.deepEqual([storage.getItem(draft), storage.getItem(changes)], [null, null])
    storage.setItem(changes, '[2]')
    keepWorkFor('ann', storage)
    assert.deepEqual([storage.getItem(draft), storage.getItem(changes)], ['{"find":"x"}', '[1]'])
    keepWorkFor('bob', storage)
    assert.deepEqual([storage.getItem(draft), storage.getItem(changes)], [null, '[2]'])
  })
})

describe('hasUnsavedWork', () => {
  it('sees drafts and changes, and nothing in what is put aside or empty', () => {
    assert.equal(hasUnsavedWork(storageOf({ [draft]: '{}' })), true)
    assert.equal(hasUnsavedWork(storageOf({ [changes]: '[1]' })), true)
    const none = { [changes]: '[]', 'dwmops owner': 'ann', 'dwmops kept for bob': '{}', other: 'x' }
    assert.equal(hasUnsavedWork(storageOf(none)), false)
  })
})
