import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { ensureRunIndexes, findRuns, listRuns, type RunDocument, recordEnd, recordStart } from './runs.ts'

const database = testMongo()

function run(_id: string, startedAt: Date, stage: RunDocument['stage'] = 'get-contacts'): RunDocument {
  return { _id, stage, environment: 'dev', owner: 'pod.1', dryRun: false, startedAt }
}

describe('runs', () => {
  it('are listed newest first, by stage when asked, with how they ended', async () => {
    const db = database.fresh()
    await ensureRunIndexes(db)
    await ensureRunIndexes(db)
    const first = run('a', new Date('2030-01-01T00:00:00Z'))
    await recordStart(db, first)
    await recordStart(db, run('b', new Date('2030-01-01T00:01:00Z'), 'clean-queues'))
    await recordStart(db, run('c', new Date('2030-01-01T00:02:00Z')))
    await recordEnd(db, { ...first, result: 'done', exitCode: 0, counts: { in: 1, out: 1, failed: 0 } })
    assert.deepEqual(
      (await listRuns(db)).map((one) => one._id),
      ['c', 'b', 'a'],
    )
    assert.deepEqual(
      (await listRuns(db, { limit: 1 })).map((one) => one._id),
      ['c'],
    )
    const [, ended] = await listRuns(db, { stage: 'get-contacts' })
    assert.equal(ended?.result, 'done')
    assert.deepEqual(ended?.counts, { in: 1, out: 1, failed: 0 })
  })

  it('are found by id, and by the owner that claims and syncs name', async () => {
    const db = database.fresh()
    await ensureRunIndexes(db)
    const startedAt = new Date('2030-01-01T00:00:00.123Z')
    const owner = `pod-x.7@${startedAt.toISOString()}`
    await recordStart(db, { ...run('a', startedAt), owner })
    await recordStart(db, { ...run('b', startedAt), owner: `pod-y.7@${startedAt.toISOString()}` })
    await recordStart(db, run('c', new Date()))
    const found = await findRuns(db, { ids: ['c'], owners: [owner, 'somebody else'] })
    assert.deepEqual(found.map((one) => one._id).toSorted(), ['a', 'c'])
    assert.deepEqual(await findRuns(db, {}), [])
  })

  it('are forgotten after 30 days', async () => {
    const db = database.fresh()
    await ensureRunIndexes(db)
    await recordStart(db, run('old', new Date(Date.now() - 31 * 86_400_000)))
    await recordStart(db, run('new', new Date(Date.now() - 29 * 86_400_000)))
    await database.mongo.expireNow()
    assert.deepEqual(
      (await listRuns(db)).map((one) => one._id),
      ['new'],
    )
  })
})
