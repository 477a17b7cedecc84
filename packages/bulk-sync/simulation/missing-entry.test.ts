import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { missingEntryBelieved, playMissing } from './missing-entry.ts'

const database = testMongo()

/** The first seeds, or as many as are asked for: `MISSING_SCHEDULES=1000 node --test packages/bulk-sync/simulation/*.test.ts`. */
const schedules = Number(process.env['MISSING_SCHEDULES'] ?? 40)

describe('a ledger that does not show an entry', () => {
  it(`sends no record twice in ${schedules} schedules`, async () => {
    let all = 0
    for (let seed = 1; seed <= schedules; seed += 1) {
      const sent = await playMissing(database.fresh(), seeded(seed))
      for (const [key, times] of sent) assert.equal(times, 1, `seed ${seed}: ${key} was sent ${times} times`)
      all += sent.size
    }
    assert.ok(all >= schedules, 'hardly anything was sent')
  })

  it('sends records twice where a missing entry is believed', async () => {
    let most = 0
    for (let seed = 1; seed <= 40 && most < 2; seed += 1)
      most = Math.max(
        0,
        ...(await playMissing(database.fresh(), seeded(seed), missingEntryBelieved)).values(),
      )
    assert.ok(most > 1, 'no schedule showed it')
  })
})

/** Numbers from 0 up to 1 that follow from the seed (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
