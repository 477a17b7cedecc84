import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { MongoClient } from 'mongodb'
import { plantedBugs } from './planted-bugs.ts'
import { describeBroken, playMany } from './play-many.ts'
import { playSchedule } from './schedule.ts'
import { BrokenPromise } from './world.ts'

describe('proof by interleaving', () => {
  let mongo: LocalMongo
  before(async () => {
    mongo = await startLocalMongo()
  })
  after(async () => mongo.stop())

  it('finds no broken promise in 2,000 schedules', async () => {
    const { played, broken } = await playMany(mongo.url, { seed: 1, schedules: 2_000, untilBroken: true })
    assert.deepEqual(broken.map(describeBroken), [])
    assert.equal(played, 2_000)
  })

  for (const [name, plant] of Object.entries(plantedBugs))
    it(`finds the planted bug: ${name}`, async () => {
      const { broken } = await playMany(mongo.url, { seed: 1, schedules: 1_000, plant, untilBroken: true })
      assert.ok(broken[0]?.broken, 'no schedule broke a promise')
    })

  it('plays the same schedule again from its seed', async () => {
    const client = new MongoClient(mongo.url)
    const db = client.db('again')
    try {
      for (const seed of [7, 18, 51]) {
        const once = await playSchedule(db, seed, plantedBugs['add without newest wins']?.())
        const again = await playSchedule(db, seed, plantedBugs['add without newest wins']?.())
        assert.ok(once.broken instanceof BrokenPromise)
        assert.equal(again.broken?.message, once.broken.message)
        assert.deepEqual(again.trace.map(withoutTimes), once.trace.map(withoutTimes))
      }
    } finally {
      await db.dropDatabase()
      await client.close()
    }
  })
})

/** Database time is real time, and differs. */
function withoutTimes(line: string): string {
  return line.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?.*/g, 'TIME')
}
