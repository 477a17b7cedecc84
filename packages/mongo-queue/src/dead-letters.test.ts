import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DeadLetterFilter } from './dead-letter-filter.ts'
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

  it('are found by every filter in order of id, each once, whatever their queue and reason', async () => {
    const queue = bed.open()
    for (const [name, code] of [
      ['in', 'BAD'],
      ['in', 'WORSE'],
      ['out', 'BAD'],
    ] as const) {
      const added = Array.from({ length: 7 }, (_, index) => `${name} ${code} ${index}`)
      await queue.add(
        name,
        added.map((key) => ({ key, payload: {}, source: key })),
      )
      const claim = present(await queue.claim(name, 7))
      await claim.settle(claim.items.map(({ id }) => ({ id, to: 'dead', reason: { code, message: 'x' } })))
    }
    const all = async (filter: DeadLetterFilter) => {
      const keys: string[] = []
      let cursor: string | undefined
      do {
        const page = await queue.deadLetters(filter, { limit: 4, ...(cursor !== undefined && { cursor }) })
        keys.push(...page.letters.map(({ id }) => id))
        cursor = page.cursor
      } while (cursor !== undefined)
      assert.deepEqual(keys, [...new Set(keys)].toSorted())
      return keys.length
    }
    assert.deepEqual(
      await Promise.all(
        [{}, { queue: 'in' }, { code: 'BAD' }, { queue: 'in', code: 'WORSE' }, { queue: 'no' }].map(all),
      ),
      [21, 14, 14, 7, 0],
    )
    assert.equal(await queue.redrive({ code: 'BAD' }), 14)
    assert.deepEqual(await queue.deadLetterCounts(), [{ queue: 'in', code: 'WORSE', count: 7 }])
  })

  it('are settled some at a time, with word of how far it is, and no more than asked for', async () => {
    const queue = await bury(2_500)
    const seen: number[] = []
    assert.equal(
      await queue.redrive({ queue: 'in' }, { limit: 1_200, onProgress: (count) => seen.push(count) }),
      1_200,
    )
    assert.deepEqual(seen, [1_000, 1_200])
    bed.commands()
    assert.equal(await queue.discard({}), 1_300)
    assert.equal(bed.commands().filter((name) => name === 'update').length, 2)
  })

  it('end by age only when a person says so', async () => {
    const queue = await bury(3)
    const old = new Date(Date.now() - 10 * 86_400_000)
    await bed.db.collection('items').updateOne({ key: 'key2' }, { $set: { 'lastError.at': old } })
    const [stats] = await queue.measure()
    assert.ok((stats?.oldestDeadAgeMs ?? 0) >= 10 * 86_400_000)
    assert.equal(await queue.discardOlderThan(11 * 86_400_000), 0)
    assert.equal(await queue.discardOlderThan(9 * 86_400_000), 1)
    assert.equal((await queue.show('key2'))?.item.state, 'done')
    assert.equal((await queue.deadLetters()).letters.length, 2)
  })
})
