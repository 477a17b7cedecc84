import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eraseContacts } from '@dwmops/erasure'
import type { StageContext } from '@dwmops/job-runner'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { cleanQueues } from './clean-queues.ts'

describe('cleanQueues', () => {
  const database = testMongo()

  it('counts as failed what it buries, and as out what it frees', async () => {
    const db = database.fresh()
    const queue = openQueue(db, { owner: 'test', stage: 'wash-contacts' })
    await queue.ensureIndexes()
    const keys = ['one', 'two', 'three']
    await queue.add(
      'dwmQueue',
      keys.map((key) => ({ key, payload: {}, source: key })),
    )
    await (await queue.claim('dwmQueue', 2))?.release()
    await queue.claim('dwmQueue', 3)
    await db.collection('claims').updateMany({}, { $set: { until: new Date(0) } })
    const { context, counts } = runOn(db)
    await cleanQueues(context)
    assert.deepEqual(counts, { in: 3, out: 1, failed: 2 })
    assert.equal((await queue.deadLetters()).letters.length, 2)
  })

  it('deletes history that is older than HISTORY_DAYS, and none where that is unset', async () => {
    const db = database.fresh()
    const seconds = Math.floor(Date.now() / 1000)
    const ages = [1, 3].map((days) => ({ timestamp: seconds - days * 86_400 }))
    await db.collection('contactHistory').insertMany(ages)
    await cleanQueues(runOn(db).context)
    assert.equal(await db.collection('contactHistory').countDocuments(), 2)
    await cleanQueues(runOn(db, { historyDays: 2 }).context)
    assert.equal(await db.collection('contactHistory').countDocuments(), 1)
  })

  it('ends erasures of contacts that were held', async () => {
    const db = database.fresh()
    const queue = openQueue(db, { owner: 'test', stage: 'wash-contacts' })
    await queue.ensureIndexes()
    const exported = { exportedAt: new Date(1e12) }
    await queue.add('dwmQueue', [{ key: 'ann@example.com', payload: {}, source: 's' }], exported)
    const claim = await queue.claim('dwmQueue', 1)
    await eraseContacts({ queueDb: db, rulesDb: db }, ['ann@example.com'], { who: 'test' })
    await claim?.release()
    await cleanQueues(runOn(db).context)
    assert.equal(await queue.show('ann@example.com'), undefined)
  })

  it('reports a rescue for an hour, however many runs come after it', async () => {
    const db = database.fresh()
    const queue = openQueue(db, { owner: 'test', stage: 'wash-contacts' })
    await queue.ensureIndexes()
    await queue.add('dwmQueue', [{ key: 'one', payload: {}, source: 'one' }])
    await queue.claim('dwmQueue', 1)
    await db.collection('claims').updateMany({}, { $set: { until: new Date(0) } })
    for (const ofLastRun of [1, 0]) {
      const { context, gauges } = runOn(db)
      await cleanQueues(context)
      assert.equal(gauges.get('dwm_queue_rescued_claims dwmQueue'), ofLastRun)
      assert.equal(gauges.get('dwm_claims_rescued_last_hour dwmQueue'), 1)
      assert.equal(gauges.get('dwm_leases_lost_last_hour wash-contacts'), 0)
    }
  })
})

/** The context of a run after whose end two attempts are the most. */
function runOn(queueDb: StageContext['queueDb'], more: { readonly historyDays?: number } = {}) {
  const counts: Record<string, number> = {}
  const gauges = new Map<string, number>()
  const context = {
    stage: 'clean-queues',
    settings: { leaseSeconds: 300, maxAttempts: 2, ...more },
    log: { info() {}, warn() {} },
    owner: 'test',
    queueDb,
    rulesDb: queueDb,
    metrics: {
      set(name: string, value: number, labels: Record<string, string> = {}) {
        gauges.set([name, ...Object.values(labels)].join(' '), value)
      },
    },
    count(more: Record<string, number>) {
      for (const [key, value] of Object.entries(more)) counts[key] = (counts[key] ?? 0) + value
    },
  } as unknown as StageContext<'clean-queues'>
  return { context, counts, gauges }
}
