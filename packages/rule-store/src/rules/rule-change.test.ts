import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Db, type Document, MongoServerError, ObjectId } from 'mongodb'
import { applyChange, type DocumentChange, idForms, isSameDocument, withChange } from './rule-change.ts'
import { orderKey } from './rule-order.ts'
import type { StoredRules } from './stored-rules.ts'

const ruleOf = (_id: string, place: number, find = _id) => ({ _id, find, [orderKey]: place })
const stored = { normLookup: [ruleOf('a', 1), ruleOf('b', 2)] } as unknown as StoredRules
const collection = 'normLookup'

describe('withChange', () => {
  const after = (change: Partial<DocumentChange>) =>
    withChange(stored, { collection, before: null, after: null, ...change }).normLookup.map(
      ({ find }) => find,
    )

  it('puts a new rule in its place, changes one, and takes one out', () => {
    assert.deepEqual(after({ after: ruleOf('c', 1.5) }), ['a', 'c', 'b'])
    assert.deepEqual(after({ after: ruleOf('c', 3) }), ['a', 'b', 'c'])
    assert.deepEqual(after({ before: ruleOf('a', 1), after: ruleOf('a', 1, 'new') }), ['new', 'b'])
    assert.deepEqual(after({ before: ruleOf('a', 1) }), ['b'])
  })

  it('keeps the place in the list of rules that have none of their own', () => {
    const placeless = {
      normLookup: ['a', 'b', 'c'].map((_id) => ({ _id, find: _id })),
    } as unknown as StoredRules
    const change = { collection, before: null, after: { _id: 'b', find: 'new' } } as const
    assert.deepEqual(
      withChange(placeless, change).normLookup.map(({ find }) => find),
      ['a', 'new', 'c'],
    )
  })

  it('is harmless where it is made already', () => {
    assert.deepEqual(after({ before: ruleOf('z', 1) }), ['a', 'b'])
    assert.deepEqual(after({ after: ruleOf('a', 1) }), ['a', 'b'])
  })
})

describe('applyChange', () => {
  /** Makes a change; then this is there. */
  async function applied(change: Partial<DocumentChange>, now: Document | null, error?: Error) {
    const did: string[] = []
    const documents = {
      deleteOne: async (filter: object) => void did.push(`delete ${JSON.stringify(filter)}`),
      insertOne: async () => {
        did.push('insert')
        if (error) throw error
      },
      replaceOne: async (_: object, document: object) => void did.push(`replace ${Object.keys(document)}`),
      findOne: async () => now,
    }
    const db = { collection: () => documents } as unknown as Db
    const isDone = await applyChange(db, { collection, before: null, after: null, ...change })
    return { isDone, did }
  }
  const rule = ruleOf('a', 1)

  it('takes out the document as it was', async () => {
    const { isDone, did } = await applied({ before: rule }, null)
    assert.equal(isDone, true)
    assert.match(did[0] ?? '', /delete .*"find":\{"\$eq":"a"\}/)
    assert.equal((await applied({ before: rule }, rule)).isDone, false)
  })

  it('puts in a new one, unless it is there', async () => {
    assert.deepEqual(await applied({ after: rule }, rule), { isDone: true, did: ['insert'] })
    const there = new MongoServerError({ message: 'duplicate', code: 11_000 })
    assert.equal((await applied({ after: rule }, rule, there)).isDone, true)
    assert.equal((await applied({ after: rule }, { ...rule, find: 'x' }, there)).isDone, false)
    const odd = new Error('odd')
    await assert.rejects(applied({ after: rule }, rule, odd), odd)
  })

  it('changes one that still is what it was', async () => {
    const after = { ...rule, find: 'new' }
    assert.deepEqual(await applied({ before: rule, after }, after), {
      ...{ isDone: true, did: [`replace find,${orderKey}`] },
    })
    assert.equal((await applied({ before: rule, after }, null)).isDone, false)
    assert.equal((await applied({ before: rule, after }, rule)).isDone, false)
  })
})

describe('isSameDocument', () => {
  it('minds the place and what it says', () => {
    assert.ok(isSameDocument(ruleOf('a', 1, 'x'), ruleOf('b', 1, 'x')))
    assert.ok(!isSameDocument(ruleOf('a', 1), ruleOf('a', 2)))
    assert.ok(!isSameDocument(ruleOf('a', 1, 'x'), ruleOf('a', 1, 'y')))
  })
})

describe('idForms', () => {
  it('are all forms in which an id may be stored', () => {
    const hex = 'a'.repeat(24)
    assert.deepEqual(idForms(hex), [new ObjectId(hex), hex])
    assert.deepEqual(idForms('12'), ['12', 12])
    assert.deepEqual(idForms('12a'), ['12a'])
  })
})
