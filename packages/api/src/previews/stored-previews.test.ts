import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eraseContacts } from '@dwmops/erasure'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import { keptDiff, type NewPreview, StoredPreviews } from './stored-previews.ts'

type Document = Record<string, unknown>

/** Previews of a database that holds this one. */
function previewsWith(document: Document | null = null) {
  const written: Document[] = []
  const found = { sort: () => found, limit: () => found, toArray: async () => (document ? [document] : []) }
  const collection = {
    insertOne: async (one: Document) => void written.push(one),
    updateOne: async (_: object, { $set }: { $set: Document }) => void written.push($set),
    findOne: async () => document,
    find: () => found,
  }
  return { previews: new StoredPreviews({ collection: () => collection } as unknown as Db), written }
}

const createdAt = new Date('2026-03-01T10:00:00Z')
const added: NewPreview = {
  ...{ _id: 'p1', who: 'ann', note: '', createdAt, over: { queued: true }, changes: null },
  diff: '{"collections":[]}',
}
const stored = { ...added, state: 'running', progress: 0, changes: null, diff: null, aliveAt: new Date() }

describe('StoredPreviews', () => {
  const mongo = testMongo()

  it('keeps no values of a preview that was under way when a contact was erased', async () => {
    const [queueDb, rulesDb] = [mongo.fresh(), mongo.fresh()]
    const previews = new StoredPreviews(queueDb)
    await previews.add(added)
    await eraseContacts({ queueDb, rulesDb }, ['ann@example.com'], { who: 'test' })
    await previews.end('p1', { state: 'done', preview: { samples: 'ann@example.com' } as never })
    const { state, preview, problem } = (await previews.read('p1')) ?? {}
    assert.deepEqual([state, preview], ['failed', null])
    assert.match(problem ?? '', /erased/)
  })

  it('keeps one for 14 days', async () => {
    const { previews, written } = previewsWith()
    await previews.add(added)
    assert.deepEqual(
      written.map(({ state, diff, expireAt }) => [state, diff, Number(expireAt) - Number(createdAt)]),
      [['running', '{"collections":[]}', 14 * 86_400_000]],
    )
  })

  it('writes down how one ended', async () => {
    const { previews, written } = previewsWith()
    await previews.end('p1', { state: 'done', preview: { contacts: 1 } as never })
    await previews.end('p1', { state: 'failed', problem: 'no' })
    assert.deepEqual(written, [
      { state: 'done', preview: '{"contacts":1}' },
      { state: 'failed', problem: 'no' },
    ])
  })

  it('reads what was kept', async () => {
    const document = { ...stored, state: 'done', changes: '[]', diff: '{"a":1}', preview: '{"b":2}' }
    const found = await previewsWith(document).previews.read('p1')
    assert.deepEqual(
      [found?.id, found?.state, found?.changes, found?.diff, found?.preview],
      ['p1', 'done', [], { a: 1 }, { b: 2 }],
    )
    assert.deepEqual([found?.problem, found?.version], [null, null])
    assert.equal(await previewsWith().previews.read('p1'), undefined)
  })

  it('has failed when the server that worked on it is gone, and only then', async () => {
    const silent = new Date(Date.now() - 61_000)
    const stateOf = async (more: Document) => {
      const [one] = await previewsWith({ ...stored, ...more }).previews.list(1)
      return [one?.state, one?.problem?.slice(0, 10)]
    }
    assert.deepEqual(await stateOf({ aliveAt: silent }), ['failed', 'the server'])
    assert.deepEqual(await stateOf({}), ['running', undefined])
    assert.deepEqual(await stateOf({ aliveAt: silent, state: 'done', preview: '{}' }), ['done', undefined])
    assert.deepEqual(await stateOf({ state: 'failed', problem: 'no' }), ['failed', 'no'])
  })
})

describe('keptDiff', () => {
  it('is text, and none where nobody would read it', () => {
    assert.equal(keptDiff({ collections: [] }), '{"collections":[]}')
    assert.equal(keptDiff({ collections: ['x'.repeat(2_000_000)] }), null)
  })
})
