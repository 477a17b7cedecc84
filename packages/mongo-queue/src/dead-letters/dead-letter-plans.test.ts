import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entries, present, testBed } from '../testing.ts'

describe('plans for dead letters', () => {
  const bed = testBed()

  it('are counted without a look at an item, and paged without a look at those before', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2_000))
    const claim = present(await queue.claim('in', 2_000))
    const reason = { code: 'BAD', message: 'does not fit' }
    await claim.settle(claim.items.map(({ id }) => ({ id, to: 'dead', reason })))
    const items = bed.db.collection('items')
    const before = (await queue.deadLetters({}, { limit: 100 })).cursor
    await bed.db.command({ profile: 2 })
    await queue.measure()
    await queue.deadLetterCounts()
    await queue.deadLetters({}, { limit: 50, cursor: present(before) })
    await bed.db.command({ profile: 0 })
    const done = await bed.db.collection('system.profile').find({ ns: items.namespace }).toArray()
    const counts = done.filter(({ keysExamined, op }) => op === 'command' && keysExamined >= 2_000)
    assert.deepEqual(
      counts.map(({ docsExamined }) => docsExamined),
      [0, 0],
    )
    const page = done.find(({ op }) => op === 'query')
    assert.ok(
      page?.['docsExamined'] <= 51 && page?.['keysExamined'] <= 110,
      JSON.stringify(page?.['planSummary']),
    )
    await bed.db.collection('system.profile').drop()
  })
})
