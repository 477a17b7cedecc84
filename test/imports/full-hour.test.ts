import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { softLimits } from '@dwmops/sync-ledger'
import { describeRun, eloquaStages, openStageCase, type StageCase } from '../support/stage-case.ts'
import { expectNothingLost, expectPostponed } from '../support/stage-promises.ts'

const database = testMongo()

describe('an hour whose share of syncs is used up', { concurrency: 2 }, () => {
  for (const stage of eloquaStages) {
    it(`is no success of ${stage}, and all is left for the next run`, async () => {
      const one = await openStageCase(database, stage, {})
      try {
        await useUpTheHour(one)
        const run = await one.runHere()
        expectPostponed(run)
        assert.deepEqual(await one.eloqua.syncs(), [])
        await one.queueDb.collection('syncs').deleteMany({ stage: 'another' })
        const next = await one.runHere()
        assert.equal(next.exitCode, 0, describeRun(next))
        await expectNothingLost(one)
      } finally {
        await one.stop()
      }
    })
  }
})

async function useUpTheHour({ queueDb }: StageCase): Promise<void> {
  const plannedAt = new Date()
  const kinds = Object.entries(softLimits)
  const entries = kinds.flatMap(([kind, limit]) =>
    Array.from({ length: limit }, () => ({ stage: 'another', kind, state: 'ended', plannedAt })),
  )
  await queueDb.collection('syncs').insertMany(entries)
}
