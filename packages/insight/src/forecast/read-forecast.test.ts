import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Db } from 'mongodb'
import { forecastOf } from './read-forecast.ts'

const countedAt = new Date('2026-03-01T12:00:00Z')

/** A database whose runs took 60 contacts in each of the last ten minutes; notes whose runs are asked for. */
function runsDb() {
  const asked: string[] = []
  const runs = Array.from({ length: 10 }, (_, index) => {
    const at = countedAt.getTime() - index * 60_000
    const times = { startedAt: new Date(at - 50_000), finishedAt: new Date(at - 1_000) }
    return { _id: String(index), stage: 'wash-contacts', ...times, counts: { in: 60, out: 60, failed: 0 } }
  })
  const found = { sort: () => found, limit: () => found, project: () => found, toArray: async () => runs }
  const find = ({ stage }: { stage: string }) => {
    asked.push(stage)
    return found
  }
  return { db: { collection: () => ({ find }) } as unknown as Db, asked }
}

const statsOf = (queue: string, ready: number, held = 0) =>
  ({ queue, ready, held, countedAt }) as Parameters<typeof forecastOf>[1]

describe('forecastOf', () => {
  it('goes by the runs of the stage that takes from the queue', async () => {
    const { db, asked } = runsDb()
    const { waiting, forecast } = await forecastOf(db, statsOf('dwmQueue', 100, 20))
    assert.deepEqual([waiting, asked, forecast !== undefined], [120, ['wash-contacts'], true])
  })

  it('asks for no runs where nothing waits, or no stage takes from the queue', async () => {
    const { db, asked } = runsDb()
    const empty = await forecastOf(db, statsOf('dwmQueue', 0))
    const other = await forecastOf(db, statsOf('otherQueue', 5))
    assert.deepEqual([empty.waiting, other.waiting, other.forecast, asked], [0, 5, undefined, []])
  })
})
