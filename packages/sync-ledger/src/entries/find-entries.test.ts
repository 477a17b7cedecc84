import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Ledger } from '../index.ts'
import { definitionUri, ledgerForTests, minuteMs } from '../testing.ts'

const tests = ledgerForTests()
let ledger: Ledger

beforeEach(() => {
  ledger = tests.open()
})

describe('unfinished', () => {
  it('finds those that are old, and those that are silent too, by the clock of the database', async (context) => {
    const [fresh, alive, silent] = await Promise.all(
      [1, 2, 3].map(() => ledger.plan({ kind: 'export', definitionUri })),
    )
    for (const entry of [alive, silent]) await tests.age(entry?.id ?? '', 10 * minuteMs)
    await ledger.touch(alive?.id ?? '')
    const ids = async (query: object) => (await ledger.unfinished(query)).map(({ id }) => id).toSorted()
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 7 * 60 * minuteMs })
    assert.deepEqual(await ids({ olderMs: 5 * minuteMs }), [alive?.id ?? '', silent?.id ?? ''].toSorted())
    assert.deepEqual(await ids({ olderMs: 5 * minuteMs, silentMs: 5 * minuteMs }), [silent?.id ?? ''])
    assert.equal((await ids({})).includes(fresh?.id ?? ''), true)
  })
})

describe('list and show', () => {
  it('lists newest first, narrowed as asked', async () => {
    const old = await ledger.plan({ kind: 'export', definitionUri })
    await tests.age(old.id, minuteMs)
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

  it('finds entries by their ids, oldest first', async () => {
    const [one, two] = [
      await ledger.plan({ kind: 'export', definitionUri }),
      await ledger.plan({ kind: 'import', definitionUri: '/contacts/imports/4' }),
    ]
    await tests.age(one.id, minuteMs)
    const found = await ledger.byIds([two.id, 'nobody', one.id])
    assert.deepEqual(
      found.map(({ id }) => id),
      [one.id, two.id],
    )
  })
})
