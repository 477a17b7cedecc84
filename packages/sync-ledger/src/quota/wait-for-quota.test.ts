import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hourMs } from './quota.ts'
import { type QuotaOptions, waitForQuota } from './wait-for-quota.ts'

const limit = { limit: 10, share: 0.5 }

/** Waits where the oldest sync of a full hour is so old each time it is looked at; the last look finds a place. */
async function waited(agesMs: readonly number[], options: QuotaOptions = {}) {
  const pauses: number[] = []
  const left = [...agesMs]
  const usage = async () => {
    const oldestAgeMs = left.shift()
    return oldestAgeMs === undefined ? { used: 4, oldestAgeMs: 0 } : { used: 5, oldestAgeMs }
  }
  const decision = await waitForQuota('import', limit, usage, {
    sleep: async (ms) => void pauses.push(ms),
    ...options,
  })
  return { decision, pauses }
}

describe('waitForQuota', () => {
  it('goes at once where there is a place', async () => {
    assert.deepEqual(await waited([]), { decision: 'go', pauses: [] })
  })

  it('stops where none comes free in time, by default at once', async () => {
    assert.equal((await waited([hourMs - 5_000])).decision, 'stop')
    assert.deepEqual(await waited([hourMs - 5_000], { maxWaitMs: 5_000 }), { decision: 'stop', pauses: [] })
  })

  it('waits until the oldest falls out of the hour, a minute at a time', async () => {
    const told: unknown[] = []
    const { decision, pauses } = await waited([hourMs - 70_000, hourMs - 10_000], {
      maxWaitMs: 100_000,
      onWait: (...facts) => told.push(facts),
    })
    assert.deepEqual([decision, pauses], ['go', [60_000, 10_001]])
    assert.deepEqual(told[0], ['import', 60_000, 5])
  })

  it('has less patience after each pause', async () => {
    const { decision, pauses } = await waited([hourMs - 70_000, hourMs - 50_000], { maxWaitMs: 100_000 })
    assert.deepEqual([decision, pauses], ['stop', [60_000]])
  })

  it('ends with its signal, before and while it waits', async () => {
    const reason = new Error('stopped')
    await assert.rejects(waited([], { signal: AbortSignal.abort(reason) }), reason)
    const stop = new AbortController()
    const usage = async () => ({ used: 5, oldestAgeMs: hourMs - 5_000 })
    const onWait = () => void setImmediate(() => stop.abort(reason))
    const options = { signal: stop.signal, maxWaitMs: hourMs, onWait }
    await assert.rejects(waitForQuota('import', limit, usage, options), reason)
  })
})
