import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { accepted, failureOf, hiding, importingInto, rejectedIds } from '../testing/imported-rows.ts'

describe('importRecords', () => {
  const database = testMongo()
  const imported = importingInto(() => database.fresh())

  it('accepts all rows of a good sync, in one sync', async () => {
    const { results, tally, syncs } = await imported({})
    assert.equal(accepted(results).length, 16)
    assert.deepEqual([tally.success, syncs], [16, 1])
  })

  it('splits a sync that fails as a whole until the guilty row stands alone: one bad row strands one record', async () => {
    const { results, syncs } = await imported({ faults: ['poison-rows=contact5@*'] })
    assert.deepEqual(
      results.filter(({ result }) => result === 'rejected').map(({ id }) => id),
      ['05'],
    )
    assert.equal(accepted(results).length, 15)
    assert.equal(syncs, 9)
  })

  it('stops splitting when the budget is used up, sends the rest again and goes no further', async () => {
    const { results, syncs, end } = await imported({ faults: ['poison-rows=contact5@*'] }, { budget: 4 })
    assert.equal(syncs, 5)
    assert.equal(results.length, 16)
    assert.ok(results.some(({ id, result }) => id === '05' && result === 'again'))
    assert.ok(accepted(results).length >= 8)
    assert.deepEqual([end.state, failureOf(end)?.temporary], ['halted', false])
  })

  const blameless: [what: string, fault: string, temporary: boolean][] = [
    ['a temporary error', 'sync-temporary', true],
    ['a refused definition', 'sync-error=ELQ-00122', false],
    ['a definition that was deleted', 'sync-error=ELQ-00143', false],
    ['a sync that found no rows', 'sync-error=ELQ-00124', false],
  ]
  for (const [what, fault, temporary] of blameless) {
    it(`sends all again after ${what}, blames no row and goes no further`, async () => {
      const { results, tally, syncs, end } = await imported({ faults: [fault] })
      assert.ok(results.every(({ result }) => result === 'again'))
      assert.deepEqual([results.length, tally.errored, syncs], [16, 16, 1])
      assert.deepEqual([end.state, failureOf(end)?.temporary], ['halted', temporary])
    })
  }

  it('sends all again, without a sync, when the hourly quota is reached', async () => {
    const { results, syncs, end } = await imported({}, { limit: 0 })
    assert.ok(results.every(({ result }) => result === 'again'))
    assert.deepEqual([results.length, syncs], [16, 0])
    assert.ok(end.state === 'halted' && end.reason instanceof SyncPostponedError)
  })

  it('follows the sync that took the rows, where the one it knows of found none', async () => {
    const { results, syncs } = await imported(
      { faults: ['bad-rows=contact3@*'] },
      {
        // a POST that seemed lost and was not, and could not be seen when it was looked for
        change: (eloqua) => ({
          start: async (uri) => {
            await eloqua.syncs.start(uri)
            return eloqua.syncs.start(uri)
          },
        }),
      },
    )
    assert.deepEqual(rejectedIds(results), ['03'])
    assert.deepEqual([accepted(results).length, syncs], [15, 1])
  })

  for (const fault of ['lost-body', 'lost-body=ELQ-00109']) {
    it(`imports anew, in halves, what Eloqua lost of a sync that ended well (${fault})`, async () => {
      const { results, syncs, stored } = await imported({ faults: [fault] }, { maxRows: 5 })
      assert.deepEqual([accepted(results).length, syncs, stored], [16, 3, 16])
    })
  }

  it('counts an attempt for a lone row of which Eloqua says nothing, and goes on', async () => {
    const { results, end } = await imported({}, { other: (eloqua) => hiding(eloqua, 'contact5@example.com') })
    const again = results.filter(({ result }) => result === 'again')
    assert.deepEqual(
      again.map(({ id, ...one }) => [id, 'countsAttempt' in one]),
      [['05', true]],
    )
    assert.deepEqual([accepted(results).length, end.state], [15, 'settled'])
  })

  it('sends nothing where Eloqua must not be written to, and hands the records on', async () => {
    const { results, syncs } = await imported({}, { mayWrite: false })
    assert.deepEqual([accepted(results).length, syncs], [16, 0])
  })

  it('leaves no ledger entry open', async () => {
    const { ledger } = await imported({ faults: ['poison-rows=contact5@*'] })
    assert.deepEqual(await ledger.unfinished(), [])
  })
})
