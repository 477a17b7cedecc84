import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entries, present, settleAll, testBed } from './testing.ts'

describe('an outage', () => {
  const bed = testBed()

  it('in the middle of a hop loses and doubles nothing', async () => {
    const queue = bed.open()
    await queue.add('in', entries(300))
    let settled = 0
    const cutting = (async () => {
      for (let cut = 0; cut < 5; cut += 1) await bed.mongo.cutConnections()
    })()
    for (let claim = await queue.claim('in', 50); claim !== undefined; claim = await queue.claim('in', 50))
      settled += (await settleAll(claim, { queue: 'out' })).settled.length
    await cutting
    assert.equal(settled, 300)
    assert.equal(await bed.db.collection('items').countDocuments({ queue: 'out', state: 'ready' }), 300)
  })

  it('of the whole server is over when the server is back', async () => {
    const queue = bed.open()
    await queue.add('in', entries(10))
    const claim = present(await queue.claim('in', 10))
    const [{ settled }] = await Promise.all([settleAll(claim, 'done'), bed.mongo.restart()])
    assert.equal(settled.length, 10)
  })
})
