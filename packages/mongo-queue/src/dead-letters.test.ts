import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entries, present, testBed } from './testing.ts'

describe('dead letters', () => {
  const bed = testBed()
  const bury = async (count: number) => {
    const queue = bed.open()
    await queue.add('in', entries(count))
    const claim = present(await queue.claim('in', count))
    const reason = { code: 'BAD', message: 'does not fit' }
    await claim.settle(claim.items.map(({ id }) => ({ id, to: 'dead', reason })))
    return queue
  }

  it('are listed by page', async () => {
    const queue = await bury(5)
    const first = await queue.deadLetters({ queue: 'in' }, { limit: 3 })
    assert.equal(first.letters.length, 3)
    const rest = await queue.deadLetters({}, { limit: 3, cursor: present(first.cursor) })
    assert.equal(rest.letters.length, 2)
    assert.equal(rest.cursor, undefined)
    assert.equal(rest.letters[0]?.reason?.code, 'BAD')
  })

  it('are sent back with fresh attempts, as chosen by key, code or queue', async () => {
    const queue = await bury(3)
    assert.equal(await queue.redrive({ keys: ['key1'] }), 1)
    assert.equal(await queue.redrive({ code: 'OTHER' }), 0)
    assert.equal(await queue.redrive({ queue: 'in', code: 'BAD' }), 2)
    const claim = present(await queue.claim('in', 3))
    assert.deepEqual(
      claim.items.map(({ attempts, lastError }) => [attempts, lastError?.code]),
      [
        [1, 'BAD'],
        [1, 'BAD'],
        [1, 'BAD'],
      ],
    )
  })

  it('are discarded by a person only, and stay readable for the retention', async () => {
    const queue = await bury(2)
    assert.equal(await queue.discard({ keys: ['key1'] }), 1)
    const { item } = present(await queue.show('key1'))
    assert.equal(item.state, 'done')
    assert.equal(item.lastError?.code, 'BAD')
    assert.equal(item.trail.at(-1)?.did, 'discarded')
    assert.equal((await queue.deadLetters()).letters.length, 1)
  })
})
