import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heapMb } from '../../bench/heap.ts'
import { entries, settleAll, testBed } from '../testing.ts'
import { claimsAhead } from './claims-ahead.ts'

describe('claimsAhead', () => {
  const bed = testBed()
  const neverEnding = new AbortController().signal

  it('hands out all there is, claim by claim', async () => {
    const queue = bed.open()
    await queue.add('in', entries(25))
    let count = 0
    for await (const claim of claimsAhead(queue, 'in', 10, { stopSignal: neverEnding }))
      count += (await settleAll(claim, 'done')).settled.length
    assert.equal(count, 25)
  })

  it('gives back what was claimed ahead when the work ends early, and no attempt is counted', async () => {
    const queue = bed.open()
    await queue.add('in', entries(30))
    const stopSignal = new AbortController()
    for await (const claim of claimsAhead(queue, 'in', 10, { stopSignal: stopSignal.signal })) {
      await settleAll(claim, 'done')
      stopSignal.abort()
    }
    assert.deepEqual(await queue.claims(), [])
    const items = bed.db.collection('items')
    assert.equal(await items.countDocuments({ state: 'ready', attempts: 0 }), 20)
  })

  it('keeps nothing of what has gone through', async () => {
    const queue = bed.open()
    await queue.add('in', entries(8_000, { payload: { text: 'x'.repeat(2_000) } }))
    let [claims, before] = [0, 0]
    for await (const claim of claimsAhead(queue, 'in', 200, { stopSignal: neverEnding })) {
      await settleAll(claim, { queue: 'out' })
      claims += 1
      if (claims === 4) before = heapMb()
    }
    const grownMb = heapMb() - before
    assert.ok(claims === 40 && grownMb < 6, `${grownMb} MiB more after 16 MB went through`)
  })
})
