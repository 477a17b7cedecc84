import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { naturalOrder, playOrder } from './order-across-elections.ts'

const database = testMongo()

/** The first seeds, or as many as are asked for: `ORDER_SCHEDULES=1000 node --test packages/rule-store/simulation/*.test.ts`. */
const schedules = Number(process.env['ORDER_SCHEDULES'] ?? 25)

describe('the order of rules across elections', () => {
  it(`is that in which they were put in, in ${schedules} schedules`, async () => {
    for (let seed = 1; seed <= schedules; seed += 1) {
      const { broken, trace } = await playOrder(database.fresh(), seed)
      assert.equal(broken, undefined, `seed ${seed}: ${trace.join('; ')}`)
    }
  })

  it('is seen to be lost where rules are read in natural order', async () => {
    let broken: string | undefined
    for (let seed = 1; seed <= 25 && broken === undefined; seed += 1)
      broken = (await playOrder(database.fresh(), seed, naturalOrder)).broken
    assert.ok(broken, 'no schedule showed it')
  })
})
