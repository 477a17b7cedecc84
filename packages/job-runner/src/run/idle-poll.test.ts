import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { idlePoll } from './idle-poll.ts'
import type { RunMetrics } from './stage-context.ts'

function recorded() {
  const series = new Map<string, number>()
  const set = (name: string, value: number, labels?: unknown) =>
    series.set(`${name} ${JSON.stringify(labels ?? {})}`, value)
  return { series, metrics: { set: set as unknown as RunMetrics['set'] } }
}

describe('idlePoll', () => {
  it('looks once without a pause', async () => {
    let looks = 0
    const work = async () => {
      looks += 1
    }
    const { signal } = new AbortController()
    await idlePoll(work, { pauseSeconds: undefined, stopSignal: signal, metrics: recorded().metrics })
    assert.equal(looks, 1)
  })

  it('looks until the run has to end, and reports the sum of what the looks reported', async () => {
    const { series, metrics } = recorded()
    const run = new AbortController()
    let looks = 0
    await idlePoll(
      async (own) => {
        looks += 1
        own.set('dwm_run_leases_lost', 100)
        own.set('dwm_run_leases_lost', looks)
        if (looks === 2) own.set('dwm_run_rule_hits', 5, { type: 'lookup' })
        if (looks === 3) run.abort()
      },
      { pauseSeconds: 0.001, stopSignal: run.signal, metrics },
    )
    assert.equal(looks, 3)
    assert.deepEqual([...series.values()], [1 + 2 + 3, 5])
  })

  it('ends with what a look throws', async () => {
    const { signal } = new AbortController()
    const work = () => Promise.reject(new Error('away'))
    await assert.rejects(
      idlePoll(work, { pauseSeconds: 0.001, stopSignal: signal, metrics: recorded().metrics }),
      {
        message: 'away',
      },
    )
  })
})
