import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Ledger } from '../index.ts'
import { definitionUri, hasCode, ledgerForTests } from '../testing.ts'

const tests = ledgerForTests()
let ledger: Ledger

beforeEach(() => {
  ledger = tests.open()
})

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
    for (let round = 0; round < 20; round += 1) {
      const plan = { id: `round-${round}`, kind: 'import', definitionUri } as const
      const entries = await Promise.all(Array.from({ length: 8 }, () => ledger.plan(plan)))
      assert.equal(new Set(entries.map(({ plannedAt }) => plannedAt.getTime())).size, 1)
    }
    assert.equal(await tests.stored().countDocuments(), 20)
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
    assert.equal((await tests.stored().findOne({ _id: open.id }))?.expireAt, undefined)
    await tests.stored().updateOne({ _id: given.id }, { $set: { expireAt: new Date(0) } })
    if (tests.mongo().flavour === 'given') return
    await tests.mongo().expireNow()
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
