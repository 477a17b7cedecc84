import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import { describeRun, eloquaStages, feeds, openStageCase, type StageCase } from '../support/stage-case.ts'

/** Ways to run a stage in which nothing may be written to Eloqua. */
const guarded = {
  'in dev without ELOQUA_WRITE': { settings: { ENVIRONMENT: 'dev', ELOQUA_WRITE: '' }, args: [] },
  'with ELOQUA_WRITE=false': { settings: { ENVIRONMENT: 'prod', ELOQUA_WRITE: 'false' }, args: [] },
  'in prod with --dry-run': { settings: { ENVIRONMENT: 'prod', ELOQUA_WRITE: '' }, args: ['--dry-run'] },
}

describe('the write guard', { concurrency: 4 }, () => {
  const database = testMongo()

  for (const stage of eloquaStages) {
    for (const [how, { settings, args }] of Object.entries(guarded)) {
      it(`${stage} ${how} sends no import and no sync action, and does all else`, async () => {
        const one = await openStageCase(database, stage, {})
        try {
          const run = await one.start(settings, { args }).finished
          assert.equal(run.exitCode, 0, describeRun(run))
          assert.ok(run.lines.some((line) => line['msg'] === 'eloqua write skipped'))
          assert.equal(
            run.lines.find((line) => line['msg'] === 'run finished')?.['out'],
            one.addresses.length,
          )
          assert.deepEqual(await writesSeen(one), [])
        } finally {
          await one.stop()
        }
      })
    }

    const feed = feeds[stage]
    if (feed !== undefined) {
      it(`${stage} sends nothing for the claim of a dead run either, whose sync was never started`, async () => {
        const one = await openStageCase(database, stage, {})
        try {
          await leaveClaim(one, feed)
          const { settings, args } = guarded['in prod with --dry-run']
          const run = await one.start(settings, { args }).finished
          assert.equal(run.exitCode, 0, describeRun(run))
          assert.equal(run.lines.at(-1)?.['out'], one.addresses.length)
          assert.deepEqual(await writesSeen(one), [])
          assert.equal(await one.openSyncs(), 0)
        } finally {
          await one.stop()
        }
      })
    }

    it(`${stage} in prod writes`, async () => {
      const one = await openStageCase(database, stage, {})
      try {
        const run = await one.run({ ENVIRONMENT: 'prod', ELOQUA_WRITE: '' })
        assert.equal(run.exitCode, 0, describeRun(run))
        assert.notDeepEqual(await writesSeen(one), [])
      } finally {
        await one.stop()
      }
    })
  }
})

/** What a run leaves that dies between writing a sync down and starting it. */
async function leaveClaim({ queueDb, stage, leaseIsOver, clean }: StageCase, feed: string): Promise<void> {
  const dead = { owner: 'a dead run', stage }
  const claim = await openQueue(queueDb, dead).claim(feed, 5)
  assert.ok(claim)
  const entry = await openLedger(queueDb, dead).plan({
    kind: 'import',
    definitionUri: '/contacts/imports/999',
    claim: claim.token,
  })
  await claim.attachSync(entry.id)
  await claim.abandon()
  await leaseIsOver()
  await clean()
}

/** What the sandbox was asked to change: imports and sync actions, as it logged them itself. */
async function writesSeen(one: StageCase): Promise<string[]> {
  const response = await fetch(`${one.sandbox.url}/sandbox/requests?limit=1000`)
  const { items } = (await response.json()) as { items: { method: string; path: string }[] }
  return items
    .filter(({ method, path }) => method !== 'GET' && /imports|syncActions/i.test(path))
    .map(({ method, path }) => `${method} ${path}`)
}
