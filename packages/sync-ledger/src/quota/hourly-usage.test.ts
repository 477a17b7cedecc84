import assert from 'node:assert/strict'
import { beforeEach, describe, it, mock } from 'node:test'
import type { Ledger } from '../index.ts'
import { definitionUri, ledgerForTests, minuteMs } from '../testing.ts'

const tests = ledgerForTests()
let ledger: Ledger

beforeEach(() => {
  ledger = tests.open()
})

describe('usedInLastHour and quotaFor', () => {
  it('counts by kind what all stages planned within the hour', async () => {
    const post = tests.open({ stage: 'post-contacts' })
    await post.plan({ kind: 'import', definitionUri })
    const started = await post.plan({ kind: 'import', definitionUri })
    await tests.age(started.id, 10 * minuteMs)
    const old = await ledger.plan({ kind: 'export', definitionUri })
    await tests.age(old.id, 61 * minuteMs)
    const unsent = await ledger.plan({ kind: 'export', definitionUri })
    await ledger.abandoned(unsent.id, 'never sent')
    const usage = await ledger.usedInLastHour()
    assert.equal(usage.import.used, 2)
    assert.ok(Math.abs(usage.import.oldestAgeMs - 10 * minuteMs) < minuteMs)
    assert.equal(usage.export.used, 0)
    assert.equal(usage.action.used, 0)
  })

  it("counts by the database's clock, however wrong this machine's is", async () => {
    await ledger.plan({ kind: 'export', definitionUri })
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 400 * 24 * 60 * minuteMs })
    try {
      assert.equal((await ledger.usedInLastHour()).export.used, 1)
    } finally {
      mock.timers.reset()
    }
  })

  it('stops before the share of the limit is passed', async () => {
    const tight = tests.open({ stage: 'post-contacts', limits: { import: 10 }, share: 0.2 })
    assert.equal(await tight.quotaFor('import'), 'go')
    await tight.plan({ kind: 'import', definitionUri })
    await tight.plan({ kind: 'import', definitionUri })
    assert.equal(await tight.quotaFor('import'), 'stop')
    assert.equal(await tight.quotaFor('action'), 'go')
  })

  it('waits until the oldest falls out of the hour', async () => {
    const tight = tests.open({ stage: 'post-contacts', limits: { import: 1 }, share: 1 })
    const { id } = await tight.plan({ kind: 'import', definitionUri })
    await tests.age(id, 59 * minuteMs)
    const naps: number[] = []
    const sleep = async (ms: number) => {
      naps.push(ms)
      await tests.age(id, ms)
    }
    assert.equal(await tight.quotaFor('import', { maxWaitMs: 2 * minuteMs, sleep }), 'go')
    const slept = naps.reduce((sum, ms) => sum + ms, 0)
    assert.ok(slept > 0 && slept <= 61_000, `slept ${slept}`)
  })

  it('ends the waiting with the reason of the signal', async () => {
    const tight = tests.open({ stage: 'post-contacts', limits: { import: 0 } })
    const stop = new AbortController()
    const waiting = tight.quotaFor('import', {
      maxWaitMs: 100 * 60 * minuteMs,
      signal: stop.signal,
      onWait: () => stop.abort(new Error('stop requested')),
    })
    await assert.rejects(waiting, /stop requested/)
  })
})
