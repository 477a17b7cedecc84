import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { type Collection, type Db, MongoClient } from 'mongodb'
import { type Ledger, LedgerError, openLedger } from './index.ts'
import type { StoredEntry } from './stored-entry.ts'

const definitionUri = '/contacts/exports/12'
const minuteMs = 60_000

let mongo: LocalMongo
let client: MongoClient
let db: Db
let stored: Collection<StoredEntry>
let ledger: Ledger

before(async () => {
  mongo = await startLocalMongo()
  client = await new MongoClient(mongo.url).connect()
  db = client.db(`ledger_${randomUUID().slice(0, 8)}`)
  stored = db.collection<StoredEntry>('syncs')
})

after(async () => {
  await db?.dropDatabase()
  await client?.close()
  await mongo?.stop()
})

beforeEach(async () => {
  await stored.deleteMany({})
  ledger = openLedger(db, { stage: 'get-contacts', owner: 'pod-a' })
  await ledger.ensureIndexes()
})

/** Time moves by writing an earlier time into the entry. */
async function age(id: string, ms: number): Promise<void> {
  await stored.updateOne({ _id: id }, [
    { $set: { plannedAt: { $subtract: ['$plannedAt', ms] }, seenAt: { $subtract: ['$seenAt', ms] } } },
  ])
}

function hasCode(code: string) {
  return (error: unknown) => error instanceof LedgerError && error.code === code
}

describe('plan', () => {
  it("writes the sync down with the database's time, as planned", async () => {
    const entry = await ledger.plan({
      kind: 'export',
      definitionUri,
      claim: 'token-1',
      data: { phase: 'export' },
    })
    assert.equal(entry.state, 'planned')
    assert.equal(entry.stage, 'get-contacts')
    assert.equal(entry.owner, 'pod-a')
    assert.equal(entry.claim, 'token-1')
    assert.deepEqual(entry.data, { phase: 'export' })
    assert.ok(entry.plannedAt instanceof Date)
    assert.deepEqual(await ledger.byId(entry.id), entry)
  })

  it('gives the entry that is there when the same id is planned again', async () => {
    const first = await ledger.plan({ id: 'one', kind: 'export', definitionUri })
    await ledger.started('one', '/syncs/1')
    const again = await ledger.plan({ id: 'one', kind: 'export', definitionUri })
    assert.equal(again.state, 'started')
    assert.deepEqual(again.plannedAt, first.plannedAt)
  })

  it('makes one entry of many plans of one id at once', async () => {
    const plans = Array.from({ length: 8 }, () => ledger.plan({ id: 'one', kind: 'import', definitionUri }))
    const entries = await Promise.all(plans)
    assert.equal(new Set(entries.map(({ plannedAt }) => plannedAt.getTime())).size, 1)
    assert.equal(await stored.countDocuments(), 1)
  })

  it('refuses an id that stands for another sync', async () => {
    await ledger.plan({ id: 'one', kind: 'export', definitionUri })
    await assert.rejects(ledger.plan({ id: 'one', kind: 'import', definitionUri }), hasCode('LEDGER_STATE'))
  })

  it('keeps values that look like expressions as they are', async () => {
    const { id } = await ledger.plan({
      kind: 'export',
      definitionUri,
      data: { text: '$state', nested: { a: '$$NOW' } },
    })
    assert.deepEqual((await ledger.byId(id))?.data, { text: '$state', nested: { a: '$$NOW' } })
  })

  it('refuses data that is too large', async () => {
    const data = { text: 'x'.repeat(300_000) }
    await assert.rejects(
      ledger.plan({ kind: 'export', definitionUri, data }),
      hasCode('LEDGER_DATA_TOO_LARGE'),
    )
  })
})

describe('started, ended, abandoned', () => {
  it('goes from planned over started to ended, and each step may be repeated', async () => {
    const { id } = await ledger.plan({ kind: 'import', definitionUri })
    await ledger.started(id, '/syncs/389')
    const started = await ledger.started(id, '/syncs/389')
    assert.equal(started.state, 'started')
    await ledger.ended(id, { status: 'warning', counts: { rejected: 2 } })
    const ended = await ledger.ended(id, { status: 'warning', counts: { rejected: 2 } })
    assert.equal(ended.state, 'ended')
    assert.deepEqual(ended.counts, { rejected: 2 })
    assert.equal((await ledger.started(id, '/syncs/389')).state, 'ended')
    assert.ok((ended.endedAt?.getTime() ?? 0) >= (ended.startedAt?.getTime() ?? Number.POSITIVE_INFINITY))
  })

  it('refuses another sync for a started entry', async () => {
    const { id } = await ledger.plan({ kind: 'import', definitionUri })
    await ledger.started(id, '/syncs/1')
    await assert.rejects(ledger.started(id, '/syncs/2'), hasCode('LEDGER_STATE'))
  })

  it('refuses a sync that another entry follows', async () => {
    const one = await ledger.plan({ kind: 'import', definitionUri })
    const other = await ledger.plan({ kind: 'import', definitionUri })
    await ledger.started(one.id, '/syncs/1')
    await assert.rejects(ledger.started(other.id, '/syncs/1'), hasCode('LEDGER_SYNC_TAKEN'))
  })

  it('refuses to end what was never started, and to abandon what has ended', async () => {
    const { id } = await ledger.plan({ kind: 'import', definitionUri })
    await assert.rejects(ledger.ended(id, { status: 'success' }), hasCode('LEDGER_STATE'))
    await ledger.started(id, '/syncs/1')
    await ledger.ended(id, { status: 'success' })
    await assert.rejects(ledger.abandoned(id, 'too late'), hasCode('LEDGER_STATE'))
  })

  it('refuses ids that nobody planned', async () => {
    await assert.rejects(ledger.started('none', '/syncs/1'), hasCode('LEDGER_NOT_FOUND'))
  })

  it('lets finished entries expire and no others', async () => {
    const open = await ledger.plan({ kind: 'import', definitionUri })
    const given = await ledger.plan({ kind: 'import', definitionUri })
    await ledger.abandoned(given.id, 'never sent')
    assert.equal((await stored.findOne({ _id: open.id }))?.expireAt, undefined)
    await stored.updateOne({ _id: given.id }, { $set: { expireAt: new Date(0) } })
    if (mongo.flavour === 'given') return
    await mongo.expireNow()
    assert.deepEqual(
      (await ledger.list()).map(({ id }) => id),
      [open.id],
    )
  })
})

describe('setData', () => {
  it('replaces the data of an open entry alone', async () => {
    const { id } = await ledger.plan({ kind: 'export', definitionUri, data: { phase: 'export' } })
    assert.deepEqual((await ledger.setData(id, { phase: 'stored', rows: 3 })).data, {
      phase: 'stored',
      rows: 3,
    })
    await ledger.abandoned(id, 'given up')
    await assert.rejects(ledger.setData(id, { phase: 'late' }), hasCode('LEDGER_STATE'))
  })
})

describe('unfinished and adopt', () => {
  it("finds a stage's open entries, oldest first, whoever planned them", async () => {
    const older = await ledger.plan({ kind: 'export', definitionUri })
    await age(older.id, minuteMs)
    const newer = await openLedger(db, { stage: 'get-contacts', owner: 'pod-b' }).plan({
      kind: 'action',
      definitionUri,
    })
    await openLedger(db, { stage: 'post-contacts' }).plan({ kind: 'import', definitionUri })
    const done = await ledger.plan({ kind: 'export', definitionUri })
    await ledger.abandoned(done.id, 'never sent')
    assert.deepEqual(
      (await ledger.unfinished()).map(({ id }) => id),
      [older.id, newer.id],
    )
    assert.deepEqual(
      (await ledger.unfinished({ silentMs: minuteMs })).map(({ id }) => id),
      [older.id],
    )
  })

  it('leaves a living entry to its owner', async () => {
    const { id } = await ledger.plan({ kind: 'export', definitionUri })
    const other = openLedger(db, { stage: 'get-contacts', owner: 'pod-b' })
    assert.equal(await other.adopt(id, { silentMs: minuteMs }), undefined)
    assert.equal((await ledger.adopt(id, { silentMs: minuteMs }))?.owner, 'pod-a')
  })

  it('gives a silent entry to one of many who want it', async () => {
    const { id } = await ledger.plan({ kind: 'import', definitionUri, claim: 'old' })
    await age(id, 2 * minuteMs)
    const others = Array.from({ length: 6 }, (_, n) =>
      openLedger(db, { stage: 'get-contacts', owner: `pod-${n}` }),
    )
    const taken = await Promise.all(
      others.map((each, n) => each.adopt(id, { silentMs: minuteMs, claim: `new-${n}` })),
    )
    const [winner, ...rest] = taken.filter((entry) => entry !== undefined)
    assert.equal(rest.length, 0)
    assert.equal(winner?.claim, winner?.owner?.replace('pod', 'new'))
    assert.equal(await ledger.touch(id), false)
  })

  it('shows a sign of life that keeps others away', async () => {
    const { id } = await ledger.plan({ kind: 'export', definitionUri })
    await age(id, 2 * minuteMs)
    assert.equal(await ledger.touch(id), true)
    assert.deepEqual(await ledger.unfinished({ silentMs: minuteMs }), [])
  })
})

describe('usedInLastHour and roomFor', () => {
  it('counts by kind what all stages planned within the hour', async () => {
    const post = openLedger(db, { stage: 'post-contacts' })
    await post.plan({ kind: 'import', definitionUri })
    const started = await post.plan({ kind: 'import', definitionUri })
    await age(started.id, 10 * minuteMs)
    const old = await ledger.plan({ kind: 'export', definitionUri })
    await age(old.id, 61 * minuteMs)
    const unsent = await ledger.plan({ kind: 'export', definitionUri })
    await ledger.abandoned(unsent.id, 'never sent')
    const usage = await ledger.usedInLastHour()
    assert.equal(usage.import.used, 2)
    assert.ok(Math.abs(usage.import.oldestAgeMs - 10 * minuteMs) < minuteMs)
    assert.equal(usage.export.used, 0)
    assert.equal(usage.action.used, 0)
  })

  it('stops before the share of the limit is passed', async () => {
    const tight = openLedger(db, { stage: 'post-contacts', limits: { import: 10 }, share: 0.2 })
    assert.equal(await tight.roomFor('import'), 'go')
    await tight.plan({ kind: 'import', definitionUri })
    await tight.plan({ kind: 'import', definitionUri })
    assert.equal(await tight.roomFor('import'), 'stop')
    assert.equal(await tight.roomFor('action'), 'go')
  })

  it('waits until the oldest falls out of the hour', async () => {
    const tight = openLedger(db, { stage: 'post-contacts', limits: { import: 1 }, share: 1 })
    const { id } = await tight.plan({ kind: 'import', definitionUri })
    await age(id, 59 * minuteMs)
    const naps: number[] = []
    const sleep = async (ms: number) => {
      naps.push(ms)
      await age(id, ms)
    }
    assert.equal(await tight.roomFor('import', { maxWaitMs: 2 * minuteMs, sleep }), 'go')
    const slept = naps.reduce((sum, ms) => sum + ms, 0)
    assert.ok(slept > 0 && slept <= 61_000, `slept ${slept}`)
  })

  it('ends the waiting with the reason of the signal', async () => {
    const tight = openLedger(db, { stage: 'post-contacts', limits: { import: 0 } })
    const stop = new AbortController()
    const waiting = tight.roomFor('import', {
      maxWaitMs: 100 * 60 * minuteMs,
      signal: stop.signal,
      onWait: () => stop.abort(new Error('told to stop')),
    })
    await assert.rejects(waiting, /told to stop/)
  })
})

describe('list and show', () => {
  it('lists newest first, narrowed as asked', async () => {
    const old = await ledger.plan({ kind: 'export', definitionUri })
    await age(old.id, minuteMs)
    const fresh = await ledger.plan({ kind: 'import', definitionUri: '/contacts/imports/3' })
    assert.deepEqual(
      (await ledger.list()).map(({ id }) => id),
      [fresh.id, old.id],
    )
    assert.deepEqual(
      (await ledger.list({ kind: 'export' })).map(({ id }) => id),
      [old.id],
    )
    assert.equal((await ledger.list({ limit: 1 })).length, 1)
  })

  it('shows an entry by its id, its sync URI or the number in it', async () => {
    const { id } = await ledger.plan({ kind: 'export', definitionUri })
    await ledger.started(id, '/syncs/389')
    for (const name of [id, '/syncs/389', 'syncs/389', '389']) assert.equal((await ledger.show(name))?.id, id)
    assert.equal(await ledger.show('390'), undefined)
  })
})
