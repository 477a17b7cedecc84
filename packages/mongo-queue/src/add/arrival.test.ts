import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BSON } from 'mongodb'
import { maxPayloadBytes } from '../item/payload-size.ts'
import { type Arrival, arrivalsOf, type Call, newItem, pendingVersion, renewal } from './arrival.ts'
import type { Entry } from './entry.ts'

const [now, exportedAt, earlier] = [new Date(3), new Date(2), new Date(1)]
const call: Call = { token: 't1', queue: 'q', now, exportedAt, dated: true, onlyIdle: false }
const reason = { code: 'NO_ADDRESS', message: 'no address' }
const arrivalOf = (more: Partial<Entry> = {}): Arrival => {
  const [arrival] = arrivalsOf([{ key: 'a', payload: { city: 'Rome' }, source: 's', ...more }])
  assert.ok(arrival)
  return arrival
}

describe('arrivalsOf', () => {
  it('is one a key, the last', () => {
    const entries = [1, 2].flatMap((version) =>
      ['a', 'b'].map((key) => ({ key, payload: { version }, source: key })),
    )
    assert.deepEqual(
      arrivalsOf(entries).map(({ key, payload }) => [key, payload['version']]),
      [
        ['a', 2],
        ['b', 2],
      ],
    )
  })

  it('fills in what an entry leaves open', () => {
    const { priority, batch, dead, replaces } = arrivalOf()
    assert.deepEqual([priority, batch, dead, replaces], [0, null, null, null])
    const given = arrivalOf({ priority: 5, batch: { id: 'b', name: 'B' }, dead: reason, replaces: 't0' })
    assert.deepEqual(
      [given.priority, given.batch, given.dead, given.replaces],
      [5, { id: 'b', name: 'B' }, reason, 't0'],
    )
  })

  it('is dead and empty where the payload is too large, and whole with a byte less', () => {
    const bytes = BSON.calculateObjectSize({ text: '' })
    const textOf = (length: number) => arrivalOf({ payload: { text: 'x'.repeat(length) } })
    const largest = textOf(maxPayloadBytes - bytes)
    assert.deepEqual([largest.dead, largest.bytes], [null, maxPayloadBytes])
    const { dead, payload } = textOf(maxPayloadBytes - bytes + 1)
    assert.deepEqual([dead?.code === undefined, payload], [false, {}])
  })
})

describe('newItem', () => {
  it('is ready in its first generation, with no error', () => {
    const item = newItem(arrivalOf(), call)
    assert.deepEqual(
      [item.state, item.generation, item.exportedAt, item.attempts],
      ['ready', 1, exportedAt, 0],
    )
    assert.ok(!('lastError' in item))
  })

  it('is a dead letter at once where it says so', () => {
    const item = newItem(arrivalOf({ dead: reason }), call)
    assert.deepEqual([item.state, item.lastError], ['dead', { ...reason, queue: 'q', at: now }])
  })

  it('is of before any export where only what is idle is touched', () => {
    assert.deepEqual(newItem(arrivalOf(), { ...call, onlyIdle: true }).exportedAt, new Date(0))
  })
})

describe('renewal', () => {
  it('is another generation with the time of this export, and forgets the last error', () => {
    const { $set, $inc, $unset } = renewal(arrivalOf(), call, earlier)
    assert.deepEqual(
      [$set.exportedAt, $inc, $unset],
      [exportedAt, { generation: 1 }, { expireAt: '', lastError: '' }],
    )
  })

  it('keeps the time of export where only what is idle is touched', () => {
    assert.deepEqual(renewal(arrivalOf(), { ...call, onlyIdle: true }, earlier).$set.exportedAt, earlier)
  })

  it('writes the error of a dead one instead of forgetting it', () => {
    const { $set, $unset } = renewal(arrivalOf({ dead: reason }), call, earlier)
    assert.deepEqual([$set.state, $set.lastError?.code, $unset], ['dead', 'NO_ADDRESS', { expireAt: '' }])
  })
})

describe('pendingVersion', () => {
  it('says where and when it came, and whether it is dead', () => {
    const { queue, arrival, dead, exportedAt: at } = pendingVersion(arrivalOf({ dead: reason }), call)
    assert.deepEqual([queue, arrival, dead, at], ['q', 't1', reason, exportedAt])
  })
})
