import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entries, testBed } from '../testing.ts'

describe('samples of a queue', () => {
  const bed = testBed()

  it('hold each record once, at random, and none where there are none', async () => {
    const queue = bed.open()
    assert.deepEqual(await queue.sample(3), [])
    await queue.add('in', entries(300))
    const keysOf = async (number: number) => (await queue.sample(number)).map(({ key }) => key)
    const picked = await keysOf(10)
    assert.deepEqual([picked.length, new Set(picked).size], [10, 10])
    const seen = new Set((await Promise.all(Array.from({ length: 10 }, () => keysOf(10)))).flat())
    assert.ok(seen.size > 20, `${seen.size} different ones of 100`)
  })

  it('end where there are fewer than were asked for', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    assert.equal((await queue.sample(20)).length, 2)
  })
})
