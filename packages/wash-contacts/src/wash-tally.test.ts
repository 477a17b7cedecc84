import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Claim, Outcome, Settled } from '@dwmops/mongo-queue'
import type { WashedBatch } from './wash-batch.ts'
import { WashTally } from './wash-tally.ts'

const claim = { token: 't' } as Claim

function tallied() {
  const counted: Record<string, number>[] = []
  const set: unknown[] = []
  const log = { error: () => set.push('logged'), debug: () => undefined, info: () => undefined }
  const metrics = { set: (...args: unknown[]) => set.push(args) }
  const context = { log, metrics, count: (counts: Record<string, number>) => counted.push(counts) }
  return { tally: new WashTally(context as never), counted, set }
}

describe('WashTally', () => {
  it('counts what was handed on, without dead letters and requeued records', () => {
    const { tally, counted } = tallied()
    const outcomes = [
      { id: 'a', to: { queue: 'indicatorQueue' } },
      { id: 'b', to: 'requeue' },
      { id: 'c', to: 'dead', reason: { code: 'X', message: '' } },
      { id: 'd', to: 'requeue' },
    ] as unknown as Outcome[]
    // d has used up its attempts: the queue buried it
    const settled = { settled: ['a', 'b', 'c', 'd'], lost: ['e'], replacedByPending: [], buried: ['c', 'd'] }
    tally.settled(claim, settled as unknown as Settled, { records: 5, changed: 2, outcomes })
    assert.deepEqual(counted, [{ in: 5, out: 1, failed: 2, changed: 2, lost: 1, replacedByPending: 0 }])
  })

  it('adds up hits and seconds of all batches, and logs each record that cannot be washed', () => {
    const { tally, set } = tallied()
    const batch = { hits: { normLookup: 2 }, failed: [{}], outcomes: [] } as unknown as WashedBatch
    tally.washed(claim, batch, 1_500)
    tally.washed(claim, { ...batch, failed: [] }, 500)
    tally.publish()
    assert.deepEqual(set, [
      'logged',
      ['total_seconds_dwm', 2],
      ['dwm_run_leases_lost', 0],
      ['dwm_run_rule_hits', 4, { type: 'normLookup' }],
    ])
  })
})
