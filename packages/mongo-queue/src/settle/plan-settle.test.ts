import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BSON } from 'mongodb'
import type { Item } from '../item/item.ts'
import { maxPayloadBytes } from '../item/payload-size.ts'
import type { Outcome } from './outcome.ts'
import { type PlanFacts, planSettles } from './plan-settle.ts'

const at = new Date(0)
const facts = { token: 'token', queue: 'in', syncId: undefined, maxAttempts: 3, retentionMs: 1 }

function plans(to: readonly Outcome[], attempts = 1, more: Partial<PlanFacts> = {}) {
  const pairs = to.map((outcome) => {
    const times = { addedAt: at, enteredAt: at, exportedAt: at }
    const item: Item = {
      ...times,
      id: outcome.id,
      key: 'k',
      payload: {},
      priority: 0,
      attempts,
      generation: 1,
    }
    return { item, outcome }
  })
  return planSettles(pairs, { ...facts, ...more })
}

const [one, two] = ['a'.repeat(24), 'b'.repeat(24)]

describe('planSettles', () => {
  it('lets items that change alike share one change, whatever payload they get', () => {
    const [first, second] = plans([
      { id: one, to: { queue: 'out' } },
      { id: two, to: { queue: 'out', payload: { name: 'x' } } },
    ])
    assert.equal(first?.change, second?.change)
    assert.deepEqual([first?.payload, second?.payload], [undefined, { name: 'x' }])
  })

  it('keeps apart what differs in queue or reason', () => {
    const [first, second] = plans([
      { id: one, to: { queue: 'out' } },
      { id: two, to: { queue: 'elsewhere' } },
    ])
    assert.notDeepEqual(first?.change, second?.change)
    const dead = plans([
      { id: one, to: 'dead', reason: { code: 'A', message: 'x' } },
      { id: two, to: 'dead', reason: { code: 'B', message: 'x' } },
    ])
    assert.notDeepEqual(dead[0]?.change, dead[1]?.change)
  })

  it('ends an item as its outcome says, and forgives its last error once it goes on', () => {
    const [done, dead, moved] = plans([
      { id: one, to: 'done' },
      { id: one, to: 'dead', reason },
      { id: one, to: { queue: 'out' } },
    ])
    assert.deepEqual(
      [done, dead, moved].map((plan) => [plan?.change['state'], plan?.buries]),
      [
        ['done', false],
        ['dead', true],
        ['ready', false],
      ],
    )
    assert.deepEqual(
      [done, moved].map((plan) => plan?.change['lastError']),
      ['$$REMOVE', '$$REMOVE'],
    )
    assert.deepEqual(codeOf(dead), { $literal: 'A' })
  })

  it('buries a payload that is too large, and takes one of exactly the most', () => {
    const empty = BSON.calculateObjectSize({ text: '' })
    const moved = (bytes: number) =>
      plans([{ id: one, to: { queue: 'out', payload: { text: 'x'.repeat(bytes - empty) } } }])[0]
    assert.deepEqual(
      [moved(maxPayloadBytes)?.buries, moved(maxPayloadBytes)?.bytes],
      [false, maxPayloadBytes],
    )
    assert.equal(moved(maxPayloadBytes + 1)?.buries, true)
  })

  it('gives an item back until it is out of attempts, and buries it then with the last reason', () => {
    const [again] = plans([{ id: one, to: 'requeue', reason }], 2)
    assert.deepEqual(
      [again?.change['state'], again?.buries, codeOf(again)],
      ['ready', false, { $literal: 'A' }],
    )
    assert.ok(!('attempts' in (again?.change ?? {})))
    const [last] = plans([{ id: one, to: 'requeue', reason }], 3)
    assert.deepEqual([last?.change['state'], last?.buries, codeOf(last)], ['dead', true, { $literal: 'A' }])
    const [silent] = plans([{ id: one, to: 'requeue' }], 3)
    assert.deepEqual(codeOf(silent), { $literal: 'OUT_OF_ATTEMPTS' })
    assert.ok(!('lastError' in (plans([{ id: one, to: 'requeue' }], 2)[0]?.change ?? {})))
  })

  it('takes back an attempt that does not count, whatever their number', () => {
    const [back] = plans([{ id: one, to: 'requeue', countAttempt: false }], 9)
    assert.deepEqual([back?.change['state'], back?.buries], ['ready', false])
    assert.deepEqual(back?.change['attempts'], { $subtract: ['$attempts', 1] })
  })

  it('notes the sync that carried an item, where one did', () => {
    assert.ok(!('syncs' in (plans([{ id: one, to: 'done' }])[0]?.change ?? {})))
    const [carried] = plans([{ id: one, to: 'done' }], 1, { syncId: 's1' })
    assert.match(JSON.stringify(carried?.change['syncs']), /"\$literal":"s1"/)
  })
})

const reason = { code: 'A', message: 'x' }

function codeOf(plan: ReturnType<typeof plans>[number] | undefined): unknown {
  return (plan?.change['lastError'] as { code?: unknown } | undefined)?.code
}
