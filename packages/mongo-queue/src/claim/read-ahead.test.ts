import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Store } from '../store.ts'
import { ReadAhead } from './read-ahead.ts'

interface Ready {
  readonly _id: string
  readonly priority: number
}

/** A list of a queue's ready items, each a name and a priority, and the windows that are read of it. */
function aheadOf(names: readonly string[], claims = 3, chances: readonly number[] = []) {
  const ready: Ready[] = names.map((name) => ({ _id: name, priority: Number(name.split(':')[1] ?? 0) }))
  const reads: { skip: number; limit: number }[] = []
  const left = [...chances]
  const store = {
    retryTransient: (_: string, command: () => unknown) => command(),
    chance: { random: () => left.shift() ?? 0 },
    items: {
      find: () => {
        const window = { skip: 0, limit: 0 }
        const cursor = {
          sort: () => cursor,
          project: () => cursor,
          batchSize: () => cursor,
          hint: () => cursor,
          skip: (skip: number) => Object.assign(window, { skip }) && cursor,
          limit: (limit: number) => Object.assign(window, { limit }) && cursor,
          toArray: async () => {
            reads.push(window)
            return ready.slice(window.skip, window.skip + window.limit)
          },
        }
        return cursor
      },
    },
  } as unknown as Store
  const ahead = new ReadAhead(store, 'q', claims)
  const take = async (n: number) => (await ahead.take(n)) as unknown as string[]
  return { ahead, take, reads, ready }
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `i${index}`)

/** Another worker had all that was taken. */
async function meetOthers({ ahead, take }: ReturnType<typeof aheadOf>, times: number) {
  for (let time = 0; time < times; time += 1) ahead.learn((await take(2)).length, 0)
}

describe('ReadAhead', () => {
  it('reads once for several claims, and again when nothing is left', async () => {
    const { take, reads } = aheadOf(many(9))
    for (let claim = 0; claim < 3; claim += 1) assert.equal((await take(2)).length, 2)
    assert.deepEqual(reads, [{ skip: 0, limit: 6 }])
    await take(2)
    assert.equal(reads.length, 2)
  })

  it('reads no more than 60,000 beyond a claim', async () => {
    const { take, reads } = aheadOf([], 10)
    await take(30_000)
    assert.equal(reads[0]?.limit, 90_000)
  })

  it('takes whole pieces in no order, and what is left last', async () => {
    const { take } = aheadOf(many(7), 4, [0.9, 0.1, 0.5])
    const taken = [await take(2), await take(2), await take(2), await take(2)]
    assert.deepEqual(taken, [['i2', 'i3'], ['i4', 'i5'], ['i0', 'i1'], ['i6']])
  })

  it('never puts a higher priority behind a lower one', async () => {
    const { take } = aheadOf(['a:9', 'b:9', 'c:1', 'd:1', 'e:1', 'f:1'], 3, [0.9, 0.5, 0.1])
    assert.deepEqual(
      [await take(2), await take(2)],
      [
        ['a:9', 'b:9'],
        ['e:1', 'f:1'],
      ],
    )
  })

  it('reads anew after 30 seconds', async (context: TestContext) => {
    const { take, reads } = aheadOf(many(9))
    const start = 1_000_000
    const clock = context.mock.method(performance, 'now', () => start)
    await take(2)
    clock.mock.mockImplementation(() => start + 30_000)
    await take(2)
    assert.equal(reads.length, 1)
    clock.mock.mockImplementation(() => start + 30_001)
    await take(2)
    assert.equal(reads.length, 2)
  })

  it('gives its list up after two pieces in a row that others had', async () => {
    const one = aheadOf(many(20), 5)
    await meetOthers(one, 2)
    await one.take(2)
    assert.equal(one.reads.length, 2)
  })

  it('keeps it where pieces were ready, or half of one', async () => {
    for (const wereReady of [2, 1]) {
      const one = aheadOf(many(20), 5)
      await meetOthers(one, 1)
      one.ahead.learn((await one.take(2)).length, wereReady)
      if (wereReady === 1) await meetOthers(one, 1)
      await one.take(2)
      assert.equal(one.reads.length, 1)
    }
  })

  it('reads its next ids from a place of its own once it has met others in a long queue', async () => {
    const one = aheadOf(many(100), 2, Array(99).fill(0.5))
    await meetOthers(one, 2)
    await one.take(2)
    assert.deepEqual(one.reads.at(-1), { skip: 8, limit: 4 })
    await one.take(2)
    await one.take(2)
    assert.deepEqual(one.reads.at(-1)?.skip, 0)
  })

  it('reads from the head where the queue is short, or others go before the rest', async () => {
    for (const names of [many(3), ['a:9', 'b:9', 'c:1', 'd:1', 'e:1', 'f:1', 'g:1', 'h:1']]) {
      const one = aheadOf(names, 2, Array(9).fill(0.5))
      await meetOthers(one, 2)
      await one.take(2)
      assert.deepEqual(
        one.reads.map(({ skip }) => skip),
        [0, 0],
      )
    }
  })

  it('reads from the head after all where its own place is empty', async () => {
    const one = aheadOf(many(4), 2, [0, 0, 0.9])
    await meetOthers(one, 2)
    assert.equal((await one.take(2)).length, 2)
    assert.deepEqual(
      one.reads.slice(1).map(({ skip }) => skip),
      [12, 0],
    )
  })

  it('hands no id to two callers, and goes on after a read that failed', async () => {
    const { take } = aheadOf(many(4))
    const taken = (await Promise.all([take(2), take(2)])).flat()
    assert.equal(new Set(taken).size, 4)
    const broken = aheadOf(many(4))
    const { ready } = broken
    Object.defineProperty(ready, 'slice', {
      configurable: true,
      value: () => {
        delete (ready as { slice?: unknown }).slice
        throw new Error('unavailable')
      },
    })
    await assert.rejects(broken.take(2), /unavailable/)
    assert.equal((await broken.take(2)).length, 2)
  })
})
