import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Eloqua, EloquaValidationError, type Row } from '@dwmops/eloqua-client'
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

  for (const [row, expected] of [
    ['contact15@', 'rejected'],
    ['contact0@', 'again'],
  ] as const) {
    it(`parts rows that Eloqua refuses to take in until the bad one stands alone (${expected})`, async () => {
      const { results, end, stored } = await imported({}, { other: (eloqua) => refusing(eloqua, row) })
      const [bad, ...others] = results.filter(({ result }) => result !== 'accepted')
      assert.ok(bad?.id === row.replace(/\D/g, '').padStart(2, '0') && bad.result === expected)
      assert.ok(bad.result === 'rejected' ? bad.code === 'ROW_UNUSABLE' : bad.countsAttempt === true)
      assert.deepEqual([others, accepted(results).length, stored, end.state], [[], 15, 15, 'settled'])
    })
  }

  it('throws the refusal when the budget for parting is used up, and blames nobody', async () => {
    const refused = imported({}, { budget: 1, other: (eloqua) => refusing(eloqua, 'contact') })
    await assert.rejects(refused, EloquaValidationError)
  })

  it('keeps a row that fits into no body from holding up the others', async () => {
    const { results } = await imported(
      {},
      { other: (eloqua) => ({ uploadRows: (uri, rows) => eloqua.uploadRows(uri, rows, { maxBytes: 59 }) }) },
    )
    assert.deepEqual(
      [results.length, results.filter(({ result }) => result === 'accepted').map(({ id }) => id)],
      [16, ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09']],
    )
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

/** An Eloqua that does not take a body with such an address. */
function refusing(eloqua: Eloqua, address: string): Partial<Eloqua> {
  return {
    async uploadRows(uri, rows, options) {
      const all = [...((typeof rows === 'function' ? rows() : rows) as Iterable<Row>)]
      if (all.some(({ emailAddress }) => emailAddress?.startsWith(address)))
        throw new EloquaValidationError('POST data: answered 400')
      return eloqua.uploadRows(uri, () => all, options)
    },
  }
}
