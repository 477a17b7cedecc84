import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileWasher } from '@dwmops/core'
import { washingConfig } from '@dwmops/core/testing'
import { type Claim, type Item, LeaseLostError, type Outcome } from '@dwmops/mongo-queue'
import { ClaimWork } from './claim-work.ts'

const washer = compileWasher({}, washingConfig('Test', { city: { lookup: [], derive: {} } }))

function item(id: string, attempts: number): Item {
  return {
    id,
    attempts,
    generation: 1,
    addedAt: new Date(5),
    payload: { ContactID: id, city: 'Rome' },
  } as unknown as Item
}

/** Work on one claim; `failing` is thrown where the history of that item is written. */
function workOn(items: readonly Item[], failing: { readonly item?: string; readonly error?: Error } = {}) {
  const written: string[] = []
  const settled: Outcome[] = []
  const seen: string[] = []
  const store = {
    writeHistory: async () => ({ ids: [] }),
    washes: {
      write: async (notes: readonly { key: string }[]) => {
        const ids = notes.map(({ key }) => key.split(':')[0] ?? '')
        if (failing.error && failing.item !== undefined && ids.includes(failing.item)) throw failing.error
        written.push(ids.join('+'))
      },
    },
  }
  const tally = {
    washed: () => undefined,
    settled: () => undefined,
    lost: async () => void seen.push('lost'),
  }
  const claim = {
    items,
    signal: new AbortController().signal,
    settle: async (outcomes: readonly Outcome[]) => void settled.push(...outcomes),
    release: async () => void seen.push('released'),
  } as unknown as Claim
  const parts = { rules: { washer: async () => ({ version: 'v1', washer }) }, store, tally, runId: 'r1' }
  const work = new ClaimWork(parts as never)
  const wash = () => work.wash(claim).then(() => work.settled())
  return {
    wash,
    written,
    seen,
    went: () => settled.map(({ id, to }) => [id, typeof to === 'string' ? to : to.queue]),
  }
}

describe('ClaimWork', () => {
  it('washes new records together, and records that were tried before one by one', async () => {
    const { wash, written } = workOn([item('a', 1), item('b', 3), item('c', 1), item('d', 2)])
    await wash()
    assert.deepEqual(written, ['a+c', 'b', 'd'])
  })

  it('requeues a record that cannot be stored, and goes on with the others before it throws', async () => {
    const failure = { item: 'b', error: new TypeError('x') }
    const { wash, went, seen } = workOn([item('a', 1), item('b', 2), item('c', 2)], failure)
    await assert.rejects(wash(), failure.error)
    assert.deepEqual(went(), [
      ['a', 'indicatorQueue'],
      ['b', 'requeue'],
      ['c', 'indicatorQueue'],
    ])
    assert.deepEqual(seen, [])
  })

  it('releases the claim untried when the database is unavailable', async () => {
    const error = Object.assign(new Error('x'), { retryable: true })
    const { wash, went, seen } = workOn([item('a', 1), item('b', 2)], { item: 'a', error })
    await assert.rejects(wash(), error)
    assert.deepEqual([went(), seen], [[], ['released']])
  })

  it('drops a claim whose lease is lost, without an error', async () => {
    const error = new LeaseLostError({ queue: 'dwmQueue', token: 't', because: 'test' })
    const { wash, went, seen } = workOn([item('a', 1)], { item: 'a', error })
    await wash()
    assert.deepEqual([went(), seen], [[], ['lost']])
  })
})
