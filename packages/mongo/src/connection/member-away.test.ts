import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ReplicaSet, startReplicaSet } from '@dwmops/local-mongo'
import { connect, ensureIndexes, MongodbUnavailableError } from '../index.ts'

const byAge = { name: 'byAge', key: { at: 1 } } as const

describe('ensureIndexes on a replica set with one member away', () => {
  let set: ReplicaSet
  let client: Awaited<ReturnType<typeof connect>>
  before(async () => {
    set = await startReplicaSet()
    client = await connect(set.url, { appName: 'test', address: 'test', database: 'indexes' })
  })
  after(async () => {
    await client.close()
    await set.stop()
  })

  it('is content with a majority, and ends the wait with the signal where not', async () => {
    const things = client.db('indexes').collection('things')
    await things.insertOne({ at: 1 })
    const primary = await set.primary()
    const away = set.members.find((member) => member !== primary)
    await away?.kill()
    await ensureIndexes(things, [byAge])
    assert.ok((await things.indexes()).some(({ name }) => name === 'byAge'))
    const over = AbortSignal.abort(new Error('run time limit reached (MAX_RUNTIME_SECONDS)'))
    await assert.rejects(
      ensureIndexes(things, [{ ...byAge, name: 'other', key: { of: 1 } }], { signal: over }),
      (error) => {
        assert.ok(error instanceof MongodbUnavailableError)
        assert.match(error.message, /indexes of things .* run time limit reached \(MAX_RUNTIME_SECONDS\)/)
        return true
      },
    )
  })
})
