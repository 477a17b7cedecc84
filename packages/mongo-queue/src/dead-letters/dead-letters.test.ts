import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entries, present, testBed } from '../testing.ts'
import type { DeadLetterFilter } from './dead-letter-filter.ts'

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

  it('are bound to those that had died when they were counted', async () => {
    const queue = await bury(2)
    const { count, before } = await queue.deadLetterBound({ queue: 'in' })
    assert.equal(count, 2)
    await queue.add('in', entries(3))
    const claim = present(await queue.claim('in', 3))
    await claim.settle(
      claim.items.map(({ id }) => ({ id, to: 'dead', reason: { code: 'BAD', message: '' } })),
    )
    assert.equal((await queue.deadLetterBound({ queue: 'in' })).count, 3)
    assert.equal((await queue.deadLetterBound({ queue: 'in', before })).count, 2)
    assert.equal(await queue.discard({ queue: 'in', before }), 2)
  })

  it('are found by a part of the key or of the reason, in either case and as it stands', async () => {
    const queue = bed.open()
    await queue.add('in', entries(3))
    const claim = present(await queue.claim('in', 3))
    const reasonOf = (nth: number) => ({ code: 'BAD', message: nth === 0 ? 'City holds (a) list' : 'x' })
    await claim.settle(claim.items.map(({ id }, nth) => ({ id, to: 'dead', reason: reasonOf(nth) })))
    const found = async (text: string) => (await queue.deadLetters({ text })).letters.length
    assert.deepEqual(
      [await found(' KEY1 '), await found('city holds (A)'), await found('key'), await found('k.y')],
      [1, 1, 3, 0],
    )
  })

  it('are sent back with another payload, once, and only as they were seen', async () => {
    const queue = await bury(1)
    const { item } = present(await queue.show('key1'))
    const payload = { ...item.payload, city: '$city' }
    const id = item._id.toHexString()
    assert.equal(await queue.redriveCorrected(id, { ...item, arrival: 'another' }, payload), false)
    assert.equal(await queue.redriveCorrected(id, item, payload), true)
    assert.equal(await queue.redriveCorrected(id, item, payload), false)
    const claim = present(await queue.claim('in', 1))
    const [again] = claim.items
    assert.deepEqual([again?.payload['city'], again?.attempts], ['$city', 1])
    await claim.settle([{ id, to: 'dead', reason: { code: 'BAD', message: 'again' } }])
    assert.equal(await queue.redriveCorrected(id, item, item.payload), false)
    const now = present(await queue.show('key1')).item
    assert.deepEqual(
      now.trail.map(({ did }) => did),
      ['dead', 'corrected', 'dead'],
    )
    assert.equal(now.payload['city'], '$city')
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
