import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Db } from 'mongodb'
import { HitCounter } from './hit-counter.ts'

type Write = { updateOne: { filter: { _id: string }; update: { $inc: object } } }

function counterOf() {
  const commands: [string, object][][] = []
  const bulkWrite = async (writes: readonly Write[]) =>
    void commands.push(writes.map(({ updateOne }) => [updateOne.filter._id, updateOne.update.$inc]))
  return { counter: new HitCounter({ collection: () => ({ bulkWrite }) } as unknown as Db), commands }
}

const at = new Date('2026-01-31T10:00:00Z')
const change = (ruleId: string | undefined, ruleIndex?: number) => ({
  ...{ field: 'city', ruleType: 'normLookup', ruleId },
  ...(ruleIndex !== undefined && { ruleIndex }),
})

describe('HitCounter', () => {
  it('adds up hits by day, type and some rules, and writes them once', async () => {
    const { counter, commands } = counterOf()
    counter.add([change('a', 0), change('a', 0), change('b', 4_999), change('c', 5_000)] as never, at)
    counter.add([change(undefined)] as never, at)
    await counter.flush()
    await counter.flush()
    assert.deepEqual(commands, [
      [
        ['2026-01-31 normLookup 0', { 'hits.=a': 2, 'hits.=b': 1, 'hits.-': 1 }],
        ['2026-01-31 normLookup 1', { 'hits.=c': 1 }],
      ],
    ])
  })

  it('writes nothing where nothing was added', async () => {
    const { counter, commands } = counterOf()
    await counter.flush()
    assert.deepEqual(commands, [])
  })
})
