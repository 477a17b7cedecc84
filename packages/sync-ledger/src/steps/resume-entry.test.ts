import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Ledger } from '../index.ts'
import { definitionUri, ledgerForTests, minuteMs } from '../testing.ts'

const tests = ledgerForTests()
let ledger: Ledger

beforeEach(() => {
  ledger = tests.open()
})

describe('unfinished and resume', () => {
  it("finds a stage's open entries, oldest first, of any owner", async () => {
    const older = await ledger.plan({ kind: 'export', definitionUri })
    await tests.age(older.id, minuteMs)
    const newer = await tests.open({ stage: 'get-contacts', owner: 'pod-b' }).plan({
      kind: 'action',
      definitionUri,
    })
    await tests.open({ stage: 'post-contacts' }).plan({ kind: 'import', definitionUri })
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
    const other = tests.open({ stage: 'get-contacts', owner: 'pod-b' })
    assert.equal(await other.resume(id, { silentMs: minuteMs }), undefined)
    assert.equal((await ledger.resume(id, { silentMs: minuteMs }))?.owner, 'pod-a')
  })

  it('gives a silent entry to one of many who want it', async () => {
    const { id } = await ledger.plan({ kind: 'import', definitionUri, claim: 'old' })
    await tests.age(id, 2 * minuteMs)
    const others = Array.from({ length: 6 }, (_, n) =>
      tests.open({ stage: 'get-contacts', owner: `pod-${n}` }),
    )
    const taken = await Promise.all(
      others.map((each, n) => each.resume(id, { silentMs: minuteMs, claim: `new-${n}` })),
    )
    const [winner, ...rest] = taken.filter((entry) => entry !== undefined)
    assert.equal(rest.length, 0)
    assert.equal(winner?.claim, winner?.owner?.replace('pod', 'new'))
    assert.equal(await ledger.touch(id), false)
  })

  it('shows a sign of life that keeps others away', async () => {
    const { id } = await ledger.plan({ kind: 'export', definitionUri })
    await tests.age(id, 2 * minuteMs)
    assert.equal(await ledger.touch(id), true)
    assert.deepEqual(await ledger.unfinished({ silentMs: minuteMs }), [])
  })
})
