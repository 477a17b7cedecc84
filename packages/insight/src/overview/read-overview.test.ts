import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import { testBed } from '../testing.ts'
import { readOverview } from './read-overview.ts'

describe('readOverview', () => {
  const bed = testBed()

  it('reports queues with their forecast, claims, newest runs and depths', async () => {
    const { queueDb } = await bed.fresh()
    const queue = openQueue(queueDb, { owner: 'pod-1', stage: 'wash-contacts' })
    await queue.add(
      'dwmQueue',
      ['a', 'b', 'c'].map((key) => ({ key, payload: {}, source: key })),
    )
    const claim = await queue.claim('dwmQueue', 1)
    await queue.measure(['indicatorQueue'])
    const tenMinutesAgo = new Date(Date.now() - 600_000)
    const runs = [
      {
        _id: 'old',
        stage: 'wash-contacts',
        startedAt: tenMinutesAgo,
        counts: { in: 30, out: 30, failed: 0 },
      },
      { _id: 'new', stage: 'wash-contacts', startedAt: new Date(), counts: { in: 0, out: 0, failed: 0 } },
    ]
    await queueDb.collection<(typeof runs)[number]>('runs').insertMany(runs)
    const overview = await readOverview(queueDb)
    const [dwmQueue, indicatorQueue] = overview.queues
    assert.deepEqual([dwmQueue?.ready, dwmQueue?.held], [2, 1])
    const seconds = dwmQueue?.forecast?.seconds ?? 0
    assert.ok(seconds >= 60 && seconds < 90, `3 of 30 in ten minutes: a minute, not ${seconds} s`)
    assert.equal(indicatorQueue?.forecast?.seconds, 0)
    assert.deepEqual(
      overview.claims.map(({ token }) => token),
      [claim?.token],
    )
    assert.equal(overview.stages.find(({ stage }) => stage === 'wash-contacts')?.lastRun?._id, 'new')
    assert.deepEqual(overview.depths.at(-1)?.queues[0], { queue: 'dwmQueue', ready: 2, held: 1, dead: 0 })
    assert.equal(overview.syncsLastHour.import.used, 0)
    await claim?.release()
  })

  it("calls a sync silent by the database's clock, not by this machine's", async () => {
    const { queueDb } = await bed.fresh()
    const ledger = openLedger(queueDb, { stage: 'post-contacts' })
    await ledger.plan({ kind: 'import', definitionUri: '/contacts/imports/1' })
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 7 * 86_400_000 })
    try {
      assert.deepEqual((await readOverview(queueDb)).silentSyncs, [])
    } finally {
      mock.timers.reset()
    }
  })
})
