import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { readKnownRuns } from './known-runs.ts'

describe('readKnownRuns', () => {
  const database = testMongo()

  it('finds runs by id and by owner; of a forgotten run only its id is known', async () => {
    const db = database.fresh()
    const run = { stage: 'wash-contacts', owner: 'pod-1', startedAt: new Date(5) }
    await db.collection<{ _id: string }>('runs').insertOne({ _id: 'r1', ...run })
    const runs = await readKnownRuns(db, { ids: ['r1', 'r2'], owners: ['pod-1'] })
    const ref = { id: 'r1', stage: 'wash-contacts', startedAt: run.startedAt }
    assert.deepEqual(runs.byId('r1'), ref)
    assert.deepEqual(runs.byId('r2'), { id: 'r2' })
    assert.deepEqual(runs.byOwner('pod-1'), ref)
    assert.deepEqual([runs.byOwner('pod-2'), runs.byOwner(undefined)], [undefined, undefined])
  })
})
