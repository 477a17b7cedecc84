import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import { type AuditStart, beginAudit, endAudit, listAudit } from './audit.ts'
import { ensureAccessIndexes } from './indexes.ts'

const database = testMongo()
const change: AuditStart = {
  ...{ who: 'ann', role: 'editor', via: 'token' },
  ...{ action: 'PUT /rules/:collection/:id', requestId: 'r1', facts: {} },
}

async function pages(db: Db, limit: number, who?: string): Promise<string[][]> {
  const all: string[][] = []
  for (let before: string | undefined; ; ) {
    const page = await listAudit(db, { limit, ...(who && { who }), ...(before && { before }) })
    if (page.length === 0) return all
    all.push(page.map(({ requestId }) => requestId))
    before = page.at(-1)?._id.toHexString()
  }
}

describe('the log of changes', () => {
  it('holds a change as begun until its end is reported', async () => {
    const db = database.fresh()
    const before = Date.now()
    const [first, second] = [await beginAudit(db, change), await beginAudit(db, change)]
    const after = Date.now()
    const facts = { collection: 'normLookup', version: 7 }
    await endAudit(db, first, { result: 'done', status: 200, facts })
    const [begun, ended] = await listAudit(db, { limit: 10 })
    assert.deepEqual([begun?._id, begun?.result, begun?.status], [second, 'begun', undefined])
    const { at, ...entry } = ended ?? assert.fail('no entry')
    assert.deepEqual(entry, { _id: first, ...change, result: 'done', status: 200, facts })
    assert.ok(before <= at.getTime() && at.getTime() <= after)
  })

  it('is read newest first, page by page, of one person when asked', async () => {
    const db = database.fresh()
    for (const [requestId, who] of Object.entries({ r1: 'ann', r2: 'bob', r3: 'ann', r4: 'ann', r5: 'bob' }))
      await beginAudit(db, { ...change, requestId, who })
    assert.deepEqual(await pages(db, 2), [['r5', 'r4'], ['r3', 'r2'], ['r1']])
    assert.deepEqual(await pages(db, 2, 'ann'), [['r4', 'r3'], ['r1']])
    assert.deepEqual(await pages(db, 2, 'nobody'), [])
  })
})

describe('ensureAccessIndexes', () => {
  it('lets the database forget what is over, and changes after 400 days', async () => {
    const db = database.fresh()
    await ensureAccessIndexes(db)
    await ensureAccessIndexes(db)
    const old = { at: new Date(Date.now() - 401 * 86_400_000) }
    const recent = { at: new Date(Date.now() - 399 * 86_400_000) }
    await db.collection('audit').insertMany([old, recent])
    for (const name of ['apiTokens', 'apiSessions'])
      await db
        .collection(name)
        .insertMany([
          { name: 'over', expireAt: new Date(0) },
          { name: 'good', expireAt: new Date(Date.now() + 60_000) },
          { name: 'until revoked' },
        ])
    await database.mongo.expireNow()
    assert.deepEqual(await db.collection('audit').distinct('at'), [recent.at])
    assert.deepEqual(await db.collection('apiTokens').distinct('name'), ['good', 'until revoked'])
    assert.deepEqual(await db.collection('apiSessions').distinct('name'), ['good', 'until revoked'])
  })

  it('takes the indexes of an earlier version for its own, and changes an expiry that is another now', async () => {
    const db = database.fresh()
    const audit = db.collection('audit')
    await audit.createIndex({ at: 1 }, { name: 'forget_after_400_days', expireAfterSeconds: 60 })
    await ensureAccessIndexes(db)
    const expiries = (await audit.indexes()).map(({ expireAfterSeconds }) => expireAfterSeconds)
    assert.deepEqual(expiries, [undefined, 400 * 86_400])
  })
})
