import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ObjectId } from 'mongodb'
import { keyId } from '../item/key-id.ts'
import type { Store } from '../store.ts'
import { deadInOrder, deadWith, namedIds } from './dead-letter-filter.ts'

const idOf = (key: string) => keyId(key).toHexString()
const hex = (ids: readonly ObjectId[] | undefined) => ids?.map((id) => id.toHexString())

describe('namedIds', () => {
  it('are those of keys, of ids, or of both', () => {
    assert.equal(namedIds({ queue: 'q' }), undefined)
    assert.deepEqual(hex(namedIds({ keys: ['a', 'b'] })), [idOf('a'), idOf('b')])
    assert.deepEqual(hex(namedIds({ ids: [idOf('a')] })), [idOf('a')])
    assert.deepEqual(hex(namedIds({ keys: ['a', 'b'], ids: [idOf('b'), idOf('c')] })), [idOf('b')])
  })
})

describe('deadWith', () => {
  it('asks only for what is given', () => {
    assert.deepEqual(deadWith({}), { state: 'dead' })
    const before = new Date(1)
    assert.deepEqual(deadWith({ queue: 'q', code: 'X', before }), {
      ...{ state: 'dead', queue: 'q', 'lastError.code': 'X', 'lastError.at': { $lt: before } },
    })
  })

  it('takes a text for what it is, in the key or in the reason', () => {
    const { $or: [key, reason] = [] } = deadWith({ text: ' a.b ' }) as { $or?: Record<string, RegExp>[] }
    for (const pattern of [key?.['key'], reason?.['lastError.message']])
      assert.deepEqual([pattern?.test('xA.Bx'), pattern?.test('axb')], [true, false])
  })
})

describe('deadInOrder', () => {
  /** A store with two queues, in which one code occurs each, and one in both. */
  const asked: object[] = []
  const codes: Record<string, string[]> = { a: ['X', 'Y'], b: ['X'] }
  const store = {
    retryTransient: (_: string, command: () => unknown) => command(),
    items: {
      distinct: async (field: string, within: { queue?: string }) => {
        asked.push(within)
        return field === 'queue' ? ['a', 'b'] : codes[within.queue ?? '']
      },
    },
  } as unknown as Store

  it('lists queues and codes where they are left open, and reasons without a code', async () => {
    const filter = await deadInOrder(store, {})
    assert.deepEqual(filter.queue, { $in: ['a', 'b'] })
    assert.deepEqual(filter['lastError.code'], { $in: ['X', 'Y', null] })
  })

  it('looks up nothing that is given', async () => {
    asked.length = 0
    const filter = await deadInOrder(store, { queue: 'c', code: 'Z' })
    assert.deepEqual([filter.queue, filter['lastError.code'], asked], [{ $in: ['c'] }, { $in: ['Z'] }, []])
  })
})
