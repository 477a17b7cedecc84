import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StageName } from '@dwmops/fleet'
import { testMongo, waitUntil } from '@dwmops/local-mongo/testing'
import { describeRun, feeds, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost } from '../support/stage-promises.ts'

/** Moments before a sync is planned, by the request that Eloqua is slow to answer: longer than the grace period. */
const moments: Readonly<Partial<Record<StageName, Readonly<Record<string, object>>>>> = {
  'get-contacts': {
    'it looks its list up': { path: '/contacts/lists' },
    'it stages who is to be taken off the list': { path: '/contacts/syncActions/*/data' },
  },
  'update-indicators': {
    'it logs in': { path: '/id' },
    'it looks the object up': { path: '/customObjects/990' },
    'it makes its definition': { path: '/customObjects/990/imports' },
    'it stages rows': { path: '/customObjects/990/imports/*/data' },
  },
  'post-contacts': { 'it looks its list up': { path: '/contacts/lists' } },
  'refresh-indicators': { 'it logs in': { path: '/id' } },
}

describe('a stage stopped by SIGTERM', { concurrency: 4 }, () => {
  const database = testMongo()

  for (const stage of Object.keys(moments) as StageName[]) {
    for (const [moment, where] of Object.entries(moments[stage] ?? {})) {
      it(`${stage} while ${moment} gives back what it holds, however slow Eloqua is`, async () => {
        const one = await openStageCase(database, stage, {
          faults: [{ name: 'slow-answer', ms: 60_000, ...where }],
        })
        try {
          const victim = one.start({ GRACE_SECONDS: '10' })
          await waitUntil(moment, async () => one.sandbox.faults()[0]?.triggered === 1)
          victim.process.kill('SIGTERM')
          const run = await victim.finished
          assert.equal(run.exitCode, 143, describeRun(run))
          assert.equal(run.lines.at(-1)?.['result'], 'stopped')
          assert.equal(run.lines.at(-1)?.['failed'], 0)
          await expectGivenBack(one)
          one.sandbox.setFaults([])
          await one.leaseIsOver()
          const next = await one.runHere()
          assert.equal(next.exitCode, 0, describeRun(next))
          await expectNothingLost(one)
        } finally {
          await one.stop()
        }
      })
    }
  }
})

async function expectGivenBack({ queue, stage, addresses }: StageCase): Promise<void> {
  assert.deepEqual(await queue.claims(), [])
  const feed = feeds[stage]
  if (feed === undefined) return
  const [counted] = await queue.measure([feed])
  assert.deepEqual([counted?.ready, counted?.held, counted?.greatestAttempts], [addresses.length, 0, 0])
}
