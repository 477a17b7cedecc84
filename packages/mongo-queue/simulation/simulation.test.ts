import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { MongoClient } from 'mongodb'
import { mutants } from './mutants.ts'
import { describeBroken, playMany } from './play-many.ts'
import { playSchedule } from './schedule.ts'

/** Mutants that few schedules find are looked for near the first that does, so that the test is short. */
const seedNear: Record<string, number> = {
  'adopter that was overtaken': 10_350,
  'write concern error swallowed': 490,
  'sync changed without guard': 1_944,
  "leases judged by the worker's clock": 155,
}

const castFor: Record<string, string> = {
  'add that rests on an unsafe version': 'exporters',
  'items read from any member': 'posters',
  'sync changed without guard': 'posters',
}

describe('simulation by interleaving', () => {
  let mongo: LocalMongo
  before(async () => {
    mongo = await startLocalMongo()
  })
  after(async () => mongo.stop())

  it('finds no broken promise in 500 schedules', async () => {
    const { played, broken } = await playMany(mongo.url, { seed: 1, schedules: 500, untilBroken: true })
    assert.deepEqual(broken.map(describeBroken), [])
    assert.equal(played, 500)
  })

  it('finds no broken promise in 200 schedules of exporters alone', async () => {
    const { broken } = await playMany(mongo.url, { seed: 1, schedules: 200, cast: 'exporters' })
    assert.deepEqual(broken.map(describeBroken), [])
  })

  for (const [name, mutant] of Object.entries(mutants))
    it(`finds the mutant: ${name}`, async () => {
      const series = {
        seed: seedNear[name] ?? 1,
        schedules: 1_000,
        mutant,
        cast: castFor[name],
        untilBroken: true,
      }
      const { broken } = await playMany(mongo.url, series)
      assert.ok(broken[0]?.broken, 'no schedule broke a promise')
    })

  it('plays the same schedule again from its seed', async () => {
    const client = new MongoClient(mongo.url)
    const db = client.db('again')
    const options = () => ({ mutant: mutants['add without newest wins']?.() })
    try {
      for (let seed = 1, seen = 0; seen < 3; seed += 1) {
        const once = await playSchedule(db, seed, options())
        if (once.broken === undefined) continue
        seen += 1
        const again = await playSchedule(db, seed, options())
        assert.equal(again.broken?.message, once.broken.message)
        assert.deepEqual(again.trace.map(withoutTimes), once.trace.map(withoutTimes))
      }
    } finally {
      await db.dropDatabase()
      await client.close()
    }
  })
})

describe('simulation by interleaving on an engine that is not MongoDB', () => {
  it('finds no broken promise in 100 schedules on FerretDB', async () => {
    const mongo = await startLocalMongo({ flavour: 'ferretdb' })
    try {
      const { played, broken } = await playMany(mongo.url, { seed: 1, schedules: 100 })
      assert.deepEqual(broken.map(describeBroken), [])
      assert.equal(played, 100)
    } finally {
      await mongo.stop()
    }
  })
})

/** Database time is real time, and differs. */
function withoutTimes(line: string): string {
  return line.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?.*/g, 'TIME')
}
