import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testBed } from '../testing.ts'
import { stageHistory } from './stage-history.ts'

describe('stageHistory', () => {
  const bed = testBed()

  it('adds up the runs of each day, and has the days without any', async () => {
    const { queueDb } = await bed.fresh()
    const run = (
      at: string,
      result: string | undefined,
      durationMs: number,
      ended: number,
      stage = 'wash-contacts',
    ) => ({
      _id: at,
      stage,
      startedAt: new Date(at),
      ...(result !== undefined && { result, durationMs, counts: { in: ended, out: ended, failed: 0 } }),
    })
    await queueDb
      .collection<{ _id: string }>('runs')
      .insertMany([
        run('2026-01-01T23:59:59Z', 'done', 9_000, 9),
        run('2026-01-02T00:00:00Z', 'done', 3_000, 2),
        run('2026-01-02T10:00:00Z', 'nothing to do', 10, 0),
        run('2026-01-02T11:00:00Z', 'partial', 1_000, 1),
        run('2026-01-02T12:00:00Z', 'done', 2_000, 4),
        run('2026-01-02T13:00:00Z', undefined, 0, 0),
        run('2026-01-02T14:00:00Z', 'done', 99_000, 99, 'post-contacts'),
      ])
    const now = new Date('2026-01-03T12:00:00Z')
    assert.deepEqual(await stageHistory(queueDb, 'wash-contacts', { days: 2, now }), [
      {
        ...{ day: '2026-01-02', runs: 5, medianMs: 2_000, longestMs: 3_000, in: 7, out: 7, failed: 0 },
        results: { done: 2, 'nothing to do': 1, partial: 1, 'no end': 1 },
      },
      {
        ...{ day: '2026-01-03', runs: 0, medianMs: undefined, longestMs: undefined },
        ...{ in: 0, out: 0, failed: 0, results: {} },
      },
    ])
  })
})
