import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ObjectId } from 'mongodb'
import type { Store } from '../store.ts'
import { discard, redrive } from './settle-dead-letters.ts'

/** A store of so many dead letters, of which each command settles all but the first; notes their numbers. */
function storeOf(letters: number, settlesAll = true) {
  const all = Array.from(
    { length: letters },
    (_, index) => new ObjectId(index.toString(16).padStart(24, '0')),
  )
  const commands: number[] = []
  const changes: string[] = []
  const find = ({ _id }: { _id?: { $gt: ObjectId } }) => {
    const after = _id ? all.findIndex((id) => id.equals(_id.$gt)) + 1 : 0
    const cursor = {
      sort: () => cursor,
      project: () => cursor,
      limit: (count: number) => ({
        project: () => ({ toArray: async () => all.slice(after, after + count).map((id) => ({ _id: id })) }),
      }),
    }
    return cursor
  }
  const store = {
    retryTransient: (_: string, command: () => unknown) => command(),
    items: {
      find,
      distinct: async () => ['q'],
      updateMany: async ({ _id }: { _id: { $in: unknown[] } }, change: object) => {
        commands.push(_id.$in.length)
        changes.push(JSON.stringify(change))
        return { matchedCount: _id.$in.length - (settlesAll ? 0 : 1) }
      },
    },
  } as unknown as Store
  return { store, commands, changes, all }
}

describe('redrive', () => {
  it('settles 1,000 a command, until none is left, and says how many are settled so far', async () => {
    const { store, commands, changes } = storeOf(2_500)
    const told: number[] = []
    assert.equal(await redrive(store, {}, { by: 'ann', onProgress: (settled) => told.push(settled) }), 2_500)
    assert.deepEqual(
      [commands, told],
      [
        [1_000, 1_000, 500],
        [1_000, 2_000, 2_500],
      ],
    )
    assert.match(changes[0] ?? '', /"state":"ready","attempts":0.*ann/)
  })

  it('looks no further after a page that is not full', async () => {
    const { store, commands } = storeOf(1_000)
    assert.equal(await redrive(store, {}, {}), 1_000)
    assert.deepEqual(commands, [1_000])
    assert.equal(await redrive(storeOf(0).store, {}, {}), 0)
  })

  it('settles no more than it may, whatever is refused', async () => {
    const exact = storeOf(2_500)
    assert.equal(await redrive(exact.store, {}, { limit: 1_200 }), 1_200)
    assert.deepEqual(exact.commands, [1_000, 200])
    const refusing = storeOf(2_500, false)
    assert.equal(await redrive(refusing.store, {}, { limit: 1_000 }), 999)
    assert.deepEqual(refusing.commands, [1_000, 1, 1])
  })

  it('settles those that are named', async () => {
    const { store, commands, all } = storeOf(2_500)
    assert.equal(await redrive(store, { ids: all.slice(0, 1_001).map((id) => id.toHexString()) }, {}), 1_001)
    assert.deepEqual(commands, [1_000, 1])
  })
})

describe('discard', () => {
  it('keeps letters readable for the retention', async () => {
    const { store, changes } = storeOf(1)
    assert.equal(await discard(store, {}, 5_000), 1)
    assert.match(changes[0] ?? '', /"state":"done","expireAt":\{"\$add":\["\$\$NOW",5000\]\}/)
  })
})
