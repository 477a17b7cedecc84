import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileWasher, type Washer } from '@dwmops/core'
import { washingConfig } from '@dwmops/core/testing'
import type { Item } from '@dwmops/mongo-queue'
import { washBatch, washedTo } from './wash-batch.ts'

const rules = { normLookup: [{ _id: 'r1', fieldName: 'city', find: 'ROME', replace: 'Rome' }] }
const washer = compileWasher(rules, washingConfig('Test', { city: { lookup: ['normLookup'], derive: {} } }))

function item(id: string, payload: Record<string, unknown>): Item {
  return {
    id,
    key: `${id}@example.com`,
    generation: 1,
    addedAt: new Date(5),
    attempts: 1,
    payload,
  } as unknown as Item
}

describe('washBatch', () => {
  it('hands a washed record on, with what it was exported as', () => {
    const { outcomes, changed, hits } = washBatch(washer, [item('a', { ContactID: '1', city: 'rome' })], 0)
    const payload = { ContactID: '1', city: 'Rome', _exported: { city: 'rome' } }
    assert.deepEqual(outcomes, [{ id: 'a', to: { queue: washedTo, payload } }])
    assert.deepEqual([changed, hits['normLookup']], [1, 1])
  })

  it('notes which rule changed which field, without values', () => {
    const { washes } = washBatch(washer, [item('a', { ContactID: '1', city: 'rome' })], 0)
    const changes = [{ field: 'city', ruleType: 'normLookup', ruleId: 'r1', ruleIndex: 0 }]
    assert.deepEqual(washes, [{ key: 'a:1:5', contact: '1', changes }])
  })

  it('counts no change for a record that is right already', () => {
    const { changed, outcomes } = washBatch(washer, [item('a', { ContactID: '1', city: 'Rome' })], 0)
    assert.deepEqual([changed, outcomes.length], [0, 1])
  })

  it('makes a record that cannot be washed a dead letter beside the others', () => {
    const items = [item('a', { ContactID: '1', city: ['Rome'] }), item('b', { ContactID: '2', city: 'rome' })]
    const { outcomes, failed } = washBatch(washer, items, 0)
    assert.equal(outcomes[0]?.to, 'dead')
    assert.deepEqual(
      failed.map((one) => [one.item, one.code, one.field]),
      [['a', 'NOT_TEXT', 'city']],
    )
    assert.equal(outcomes.length, 2)
  })

  it('gives back what comes after results that fill the memory', () => {
    const large = {
      ...washer,
      wash: (...args: Parameters<Washer['wash']>) => ({ ...washer.wash(...args), changeBytes: 65 * 2 ** 20 }),
    }
    const items = ['a', 'b'].map((id) => item(id, { ContactID: id, city: 'rome' }))
    const { outcomes } = washBatch(large as Washer, items, 0)
    assert.deepEqual(outcomes[1], { id: 'b', to: 'requeue', countAttempt: false })
  })

  it('writes ids of the history into the records only where the config says so', () => {
    const config = washingConfig('Test', { city: { lookup: ['normLookup'], derive: {} } })
    const returning = { ...config, history: { ...config.history, returnHistoryId: true } }
    for (const [one, expected] of [
      [washer, undefined],
      [compileWasher(rules, returning), 'h1'],
    ] as const) {
      const batch = washBatch(one, [item('a', { ContactID: '1', city: 'rome' })], 0)
      batch.noteHistoryIds({ ids: ['h1'] } as never)
      const to = batch.outcomes[0]?.to as { readonly payload: Record<string, unknown> }
      assert.equal(to.payload['historyId'], expected)
    }
  })
})
