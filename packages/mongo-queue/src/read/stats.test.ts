import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyHex } from '../item/key-id.ts'
import { entries, present, settleAll, testBed } from '../testing.ts'

describe('stats', () => {
  const bed = testBed()

  it('counts every state, ages and attempts by queue, and named queues though empty', async () => {
    const queue = bed.open()
    await queue.add('in', entries(10))
    await settleAll(present(await queue.claim('in', 2)), 'done')
    await settleAll(present(await queue.claim('in', 2)), { queue: 'out' })
    const claim = present(await queue.claim('in', 3))
    const reason = { code: 'X', message: 'x' }
    await claim.settle([{ id: present(claim.items[0]).id, to: 'dead', reason }])
    await bed.endLeases(claim.token)
    const all = await queue.measure(['empty'])
    assert.deepEqual(await queue.readStats(), all)
    const [empty, inside, out] = all.map(
      ({ countedAt: _, oldestAgeMs: __, oldestDeadAgeMs: ___, ...counts }) => counts,
    )
    const zero = { ready: 0, held: 0, expired: 0, dead: 0, done: 0, greatestAttempts: 0 }
    assert.deepEqual(empty, { queue: 'empty', ...zero })
    assert.deepEqual(inside, {
      queue: 'in',
      ready: 3,
      held: 2,
      expired: 2,
      dead: 1,
      done: 2,
      greatestAttempts: 1,
    })
    assert.deepEqual(out, { queue: 'out', ...zero, ready: 2 })
    assert.ok((all[1]?.oldestAgeMs ?? 0) > 0)
  })

  it('goes on reporting a queue that has become empty', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    await queue.measure()
    await settleAll(present(await queue.claim('in', 1)), { queue: 'out' })
    assert.equal((await queue.measure()).find((one) => one.queue === 'in')?.ready, 0)
  })

  it('is read by one command', async () => {
    const queue = bed.open()
    await queue.measure(['in'])
    bed.commands()
    await queue.readStats()
    assert.deepEqual(bed.commands(), ['find'])
  })
})

describe('batches', () => {
  const bed = testBed()

  it('are counted until all their items have ended', async () => {
    const queue = bed.open()
    await queue.add('in', entries(3, { batch: { id: 'b1', name: '$first' } }))
    await queue.measure()
    const [open] = await queue.batches()
    assert.equal(open?.name, '$first')
    assert.deepEqual(open.counts, { ready: 3, claimed: 0, dead: 0, done: 0 })
    await settleAll(present(await queue.claim('in', 3)), 'done')
    await queue.measure()
    const [completed] = await queue.batches()
    assert.deepEqual(completed?.counts, { ready: 0, claimed: 0, dead: 0, done: 3 })
    assert.ok(completed.completedAt instanceof Date)
  })
})

describe('show', () => {
  const bed = testBed()

  it('reports a record by key or id, with its claim and its way', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    await settleAll(present(await queue.claim('in', 1)), { queue: 'out' })
    const claim = present(await queue.claim('out', 1))
    const shown = present(await queue.show('key1'))
    assert.equal(shown.claim?.token, claim.token)
    assert.deepEqual(
      shown.item.trail.map(({ did, from, to }) => [did, from, to]),
      [['moved', 'in', 'out']],
    )
    assert.deepEqual(await queue.show(present(claim.items[0]).id), shown)
    assert.equal(await queue.show('nobody'), undefined)
  })

  it('reports where several records are by their ids', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2, { batch: { id: 'b1', name: 'first' } }))
    await settleAll(present(await queue.claim('in', 1)), 'done')
    const places = await queue.places([keyHex('key1'), keyHex('key2'), keyHex('nobody')])
    assert.deepEqual(
      places
        .toSorted((one, other) => (one.state < other.state ? -1 : 1))
        .map(({ id: _, version: __, ...place }) => place),
      [
        { queue: 'in', state: 'done', batch: 'b1' },
        { queue: 'in', state: 'ready', batch: 'b1' },
      ],
    )
  })
})

describe('depths', () => {
  const bed = testBed()

  it('keep one point a minute of what was measured, the last one', async () => {
    const queue = bed.open()
    await queue.add('in', entries(3))
    await queue.measure(['empty'])
    await settleAll(present(await queue.claim('in', 1)), 'done')
    await queue.measure()
    const points = await queue.depths(new Date(0))
    assert.ok(points.length <= 2, 'the two measures fell into one minute, or just into two')
    assert.deepEqual(points.at(-1)?.queues, [
      { queue: 'empty', ready: 0, held: 0, dead: 0 },
      { queue: 'in', ready: 2, held: 0, dead: 0 },
    ])
  })

  it('are thinned to as many points as asked for, the newest among them', async () => {
    const first = Math.floor(Date.now() / 60_000) - 100
    const minutes = Array.from({ length: 100 }, (_, minute) => {
      const at = new Date((first + minute) * 60_000)
      return { _id: at.toISOString(), at, queues: [] }
    })
    await bed.db.collection<(typeof minutes)[number]>('queueDepths').insertMany(minutes)
    const points = await bed.open().depths(new Date((first + 20) * 60_000), 10)
    assert.deepEqual(
      points.map(({ at }) => at.getTime() / 60_000 - first),
      [27, 35, 43, 51, 59, 67, 75, 83, 91, 99],
    )
  })
})

describe('walk and items', () => {
  const bed = testBed()

  it('read what records hold, by state and by id', async () => {
    const queue = bed.open()
    await queue.add('in', entries(5))
    await settleAll(present(await queue.claim('in', 2)), 'done')
    const pages: number[] = []
    for await (const page of queue.walk({ states: ['ready'], pageSize: 2 })) pages.push(page.length)
    assert.deepEqual(pages, [2, 1])
    for await (const page of queue.walk({ states: ['done'] })) {
      assert.equal(page.length, 2)
      assert.deepEqual(await queue.items([...page.map(({ id }) => id), keyHex('nobody')]), page)
    }
    const [item] = await queue.items([keyHex('key5')])
    assert.deepEqual(item?.payload, { name: 'key5' })
  })

  it('read only the fields that are asked for, or all where a name cannot be asked for', async () => {
    const queue = bed.open()
    await queue.add('in', [{ key: 'a', source: '1', payload: { one: 1, two: 2, 'a.b': 3 } }])
    const payloads = async (fields: string[]) => {
      const found = []
      for await (const page of queue.walk({ fields })) found.push(...page.map(({ payload }) => payload))
      return found
    }
    assert.deepEqual(await payloads(['one', 'none']), [{ one: 1 }])
    assert.deepEqual(await payloads(['none']), [{}])
    assert.deepEqual(await payloads(['one', 'a.b']), [{ one: 1, two: 2, 'a.b': 3 }])
  })
})
