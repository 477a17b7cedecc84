import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StageRun } from '@dwmops/local-fleet'
import { testMongo, waitUntil } from '@dwmops/local-mongo/testing'
import { describeRun, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost } from '../support/stage-promises.ts'

const batches = { BATCH_SIZE: '5', MAX_RUNTIME_SECONDS: '120' }

describe('an import that never ends', { concurrency: 2 }, () => {
  const database = testMongo()

  for (const stage of ['update-indicators', 'post-contacts'] as const) {
    it(`of ${stage} holds up its own records alone, and these until it is given up`, async () => {
      const one = await openStageCase(database, stage, { faults: ['sync-stuck'] })
      try {
        await runUntil(one, 'the sync is stuck', async () => (await openStates(one)).includes('started'))
        await one.leaseIsOver()
        await runUntil(one, 'all others are through', async () => (await through(one)) === 7)
        assert.equal((await one.queue.claims()).length, 1)
        await one.leaseIsOver(true)
        await one.clean()
        const last = await one.runHere(batches)
        assert.equal(last.exitCode, 0, describeRun(last))
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })
  }
})

describe('an import that Eloqua does not know any more', () => {
  const database = testMongo()

  it('is sent again: nobody can know what became of it', async () => {
    const one = await openStageCase(database, 'update-indicators', { faults: ['sync-stuck'], firstId: 700 })
    try {
      await runUntil(one, 'the sync has started', async () => (await openStates(one)).includes('started'))
      await one.leaseIsOver()
      one.sandbox.setFaults([{ name: 'http-error', status: 404, path: '/syncs/700', times: 'ever' }])
      const next = await one.runHere()
      assert.equal(next.exitCode, 0, describeRun(next))
      assert.ok(next.lines.some(({ msg }) => msg === 'sync given up'))
      await expectNothingLost(one)
    } finally {
      await one.stop()
    }
  })

  it('is not sent again when Eloqua knows it after all', async () => {
    const slowly = { name: 'sync-slow', ms: 3000 } as const
    const one = await openStageCase(database, 'update-indicators', { faults: [slowly], firstId: 700 })
    try {
      await runUntil(one, 'the sync has started', async () => (await openStates(one)).includes('started'))
      await one.leaseIsOver()
      one.sandbox.setFaults([{ name: 'http-error', status: 404, path: '/syncs/700', times: 3 }])
      await one.runHere()
      await expectNothingLost(one)
      const syncs = await one.eloqua.syncs()
      // 7 of 12 contacts were not claimed yet
      assert.deepEqual(
        syncs.map(({ rows }) => rows),
        [5, 7],
      )
    } finally {
      await one.stop()
    }
  })
})

/** A run that is stopped once something is so. */
async function runUntil(one: StageCase, what: string, isSo: () => Promise<boolean>): Promise<StageRun> {
  const stopping = new AbortController()
  const run = one.runHere(batches, stopping.signal)
  await waitUntil(what, isSo)
  stopping.abort(new Error('enough'))
  const ended = await run
  assert.equal(ended.exitCode, 143, describeRun(ended))
  return ended
}

async function openStates({ queueDb }: StageCase): Promise<string[]> {
  const entries = await queueDb.collection('syncs').find().toArray()
  return entries.map(({ state }) => String(state))
}

/** Records that the stage is through with. */
async function through({ queueDb, stage }: StageCase): Promise<number> {
  const filter = stage === 'post-contacts' ? { state: 'done' } : { queue: 'processedQueue' }
  return queueDb.collection('items').countDocuments(filter)
}
