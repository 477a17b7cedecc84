import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { mutants } from './mutants.ts'
import { describePlayed, playMany } from './play-many.ts'

describe('contacts that others change, delete and re-address while the stages run', () => {
  const database = testMongo()

  it('lose no newer value, are not brought back, and keep what was not read, in a few seeds', async () => {
    const { broken, written } = await playMany(database.mongo.url, { seed: 1, seeds: 4 })
    assert.deepEqual(broken.map(describePlayed), [])
    assert.ok(written > 0, 'no import wrote anything')
  })

  for (const [name, settings] of Object.entries(mutants))
    it(`are harmed in the way of the old fleet: ${name}`, async () => {
      const { broken } = await playMany(database.mongo.url, {
        seed: 1,
        seeds: 40,
        settings,
        untilBroken: true,
      })
      assert.ok(broken[0]?.broken, 'no seed broke a promise')
    })
})
