import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Item } from '@dwmops/mongo-queue'
import type { ComparedContact } from '../plan/undo-plan.ts'
import { undoEntry, undoPayload, undoWrite } from './undo-queue.ts'

const compared: ComparedContact = {
  ...{ item: 'a', contact: '7', after: 'w', address: ' Ann@Example.com', version: 'v1' },
  values: [{ field: 'city', from: 'Rome', to: 'rome' }],
}

describe('undoEntry', () => {
  it('is keyed by the folded address, and keeps the address as Eloqua gave it', () => {
    const { key, payload } = undoEntry('u1', compared)
    assert.equal(key, 'ann@example.com')
    assert.deepEqual(undoPayload({ payload }), {
      ...{ undo: 'u1', address: ' Ann@Example.com' },
      ...{ values: { city: 'rome' }, held: { city: 'Rome' } },
    })
  })

  it('replaces only the version that was compared, and another undo has another source', () => {
    const { replaces, source } = undoEntry('u1', compared)
    assert.equal(replaces, 'v1')
    assert.ok(!('replaces' in undoEntry('u1', { ...compared, version: undefined })))
    assert.equal(undoEntry('u1', compared).source, source)
    assert.notEqual(undoEntry('u2', compared).source, source)
  })
})

describe('undoWrite', () => {
  it('writes the former values over those that were compared', () => {
    const enteredAt = new Date(5)
    const item = {
      id: 'a',
      key: 'ann@example.com',
      enteredAt,
      payload: undoEntry('u1', compared).payload,
    } as unknown as Item
    const { read, ...write } = undoWrite(item)
    assert.deepEqual(write, {
      ...{ id: 'a', address: ' Ann@Example.com', readAt: enteredAt },
      values: { city: 'rome' },
    })
    assert.deepEqual([read?.('city'), read?.('fax')], ['Rome', undefined])
  })

  it('falls back to the key where an entry keeps no address', () => {
    const item = {
      id: 'a',
      key: 'ann@example.com',
      enteredAt: new Date(),
      payload: { undo: 'u', values: {} },
    } as unknown as Item
    assert.equal(undoWrite(item).address, 'ann@example.com')
  })
})

describe('undoPayload', () => {
  it('refuses what is no entry of an undo', () => {
    assert.throws(() => undoPayload({ payload: { values: {} } }))
  })
})
