import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { SyncJournal } from '../../syncs/sync-journal.ts'
import { accepted, countingLess, importingInto, rejectedIds, renaming } from '../../testing/imported-rows.ts'
import { type EndedParts, endedOutcome } from '../../testing.ts'
import { importResults } from './record-results.ts'

describe('importResults', () => {
  const database = testMongo()
  const imported = importingInto(() => database.fresh())

  it("rejects the rows that Eloqua names, with Eloqua's code, and accepts the rest", async () => {
    const { results, tally, syncs } = await imported({ faults: ['bad-rows=contact1*'] })
    const rejected = results.filter(({ result }) => result === 'rejected')
    assert.deepEqual(rejected.map(({ id }) => id).toSorted(), ['01', '10', '11', '12', '13', '14', '15'])
    assert.ok(rejected.every((one) => one.result === 'rejected' && one.code === 'ELQ-00002'))
    assert.equal(accepted(results).length, 9)
    assert.deepEqual([tally.warning, syncs], [16, 1])
  })

  it('takes rejects that went in all the same for accepted', async () => {
    const { results } = await imported({ faults: ['harmless-rejects=contact1*'] })
    assert.equal(accepted(results).length, 16)
  })

  it('finds by halves the row whose reject does not name it', async () => {
    const { results } = await imported(
      { faults: ['bad-rows=contact3@*'] },
      {
        change: (eloqua) => ({
          async *rejects(...asked) {
            for await (const reject of eloqua.syncs.rejects(...asked)) yield { ...reject, values: {} }
          },
        }),
      },
    )
    assert.deepEqual(rejectedIds(results), ['03'])
    assert.equal(accepted(results).length, 15)
  })

  it('takes rejects of rows that Eloqua did not count for the explanation of the count', async () => {
    const { results, syncs, end } = await imported(
      { faults: ['bad-rows=contact3@*'] },
      { change: (eloqua) => countingLess(eloqua, 1) },
    )
    assert.deepEqual([rejectedIds(results), accepted(results).length], [['03'], 15])
    assert.deepEqual([syncs, end.state], [1, 'settled'])
  })

  it('settles at once what rejects name, and finds by halves what neither they nor counts explain', async () => {
    const { results, settled } = await imported(
      { faults: ['bad-rows=contact3@*', 'lost-body'] },
      { maxRows: 15 },
    )
    assert.deepEqual([rejectedIds(results), accepted(results).length], [['03'], 15])
    assert.deepEqual(settled[0], ['03'])
  })

  for (const code of ['ELQ-00040', 'ELQ-00144']) {
    it(`takes a reject of the identifier for a lost row, also with ${code}`, async () => {
      const { results } = await imported(
        { faults: [`harmless-rejects=contact2@*,code=${code}`] },
        { change: (eloqua) => ({ rejects: renaming(eloqua, 'emailAddress') }) },
      )
      assert.deepEqual([rejectedIds(results), accepted(results).length], [['02'], 15])
    })
  }

  it('takes a reject of another unique field for a lost row', async () => {
    const { results } = await imported(
      { faults: ['harmless-rejects=contact2@*'] },
      { keys: { unique: ['emailAddress', 'firstName'] } },
    )
    assert.deepEqual(rejectedIds(results), ['02'])
  })

  it('counts values that were refused in rows that went in, by field', async () => {
    const { results, verdicts } = await imported({ faults: ['harmless-rejects=contact1*'] })
    assert.equal(accepted(results).length, 16)
    assert.deepEqual(verdicts[0]?.rejectedValues, { firstName: 7 })
  })

  it('creates nobody, and says of who is not there that they are gone', async () => {
    const { results, stored, end } = await imported(
      {},
      { keys: { ofContacts: true, updatesOnly: true }, defined: { importRule: 'updateOnly' } },
    )
    assert.ok(results.every((one) => one.result === 'rejected' && one.code === 'CONTACT_GONE'))
    assert.deepEqual([results.length, stored, end.state], [16, 0, 'settled'])
  })

  it('takes a row that was staged twice for accepted', async () => {
    const { results, tally } = await imported({}, { stagesTwice: true })
    assert.deepEqual([accepted(results).length, tally.warning], [16, 16])
  })

  it('rejects a row that Eloqua takes for the duplicate of another one', async () => {
    const { results } = await imported({ faults: ['bad-rows=contact4@*,code=ELQ-00026'] })
    assert.deepEqual([rejectedIds(results), accepted(results).length], [['04'], 15])
  })
  it('sends all again after a temporary error, and halts', async () => {
    const { results, halt } = await judged({ verdict: { result: 'temporary', codes: ['ELQ-00146'] } })
    assert.deepEqual([results.map(({ result }) => result), halt], [['again', 'again'], true])
    assert.ok(results[0]?.result === 'again' && !results[0].countsAttempt && !results[0].refusedAs)
  })

  it('says by which code Eloqua refused the definition', async () => {
    const { results, halt } = await judged({
      verdict: { result: 'failed', codes: ['ELQ-00101', 'ELQ-00112'] },
    })
    assert.deepEqual(
      results.map((one) => [one.result, one.result === 'again' && one.refusedAs, halt]),
      Array.from({ length: 2 }, () => ['again', 'ELQ-00112', true]),
    )
  })

  it('blames a record whose failed import carried it alone', async () => {
    const verdict = { result: 'failed', codes: ['ELQ-00105'] } as const
    const alone = await judged({ verdict, data: { rowsSent: 1 } }, records.slice(1))
    assert.deepEqual(
      alone.results.map((one) => [one.id, one.result === 'rejected' && one.code]),
      [['b', 'ELQ-00105']],
    )
    const [status] = (await judged({ verdict: { result: 'failed' } }, records.slice(1))).results
    assert.ok(status?.result === 'rejected' && status.code === 'success')
    const among = await judged({ verdict, data: { rowsSent: 2 } }, records.slice(1))
    assert.deepEqual([among.results, among.unknown?.records.length], [[], 1])
  })

  it('sends again what a sync found no rows of, but for a half and a row alone', async () => {
    // no count at all says no more than one of 0
    for (const counts of [{ 'ELQ-00130': 0 }, { 'ELQ-00124': 0 }] as const) {
      const verdict = { empty: true, counts }
      const whole = await judged({ verdict })
      assert.deepEqual([whole.halt, whole.results[0]?.result], [true, 'again'])
      for (const { halt, results, unknown } of [
        await judged({ verdict }, records, { isHalf: true }),
        await judged({ verdict }, records.slice(1)),
      ])
        assert.deepEqual([halt, results, (unknown?.records.length ?? 0) > 0], [undefined, [], true])
      for (const result of ['temporary', 'failed'] as const)
        assert.match((await judged({ verdict: { ...verdict, result } })).results[0]?.result ?? '', /again/)
    }
  })

  it('blames a row alone in its import for a reject that names none', async () => {
    const nameless = { values: {}, statusCode: 'ELQ-00032', effect: 'rejected', invalidFields: [] }
    const verdict = { result: 'some-rejected', counts: { 'ELQ-00130': 1 } } as const
    const { results } = await judged({ verdict }, records.slice(1), { rejects: [nameless] })
    assert.deepEqual(
      results.map((one) => [one.id, one.result === 'rejected' && one.code]),
      [['b', 'ELQ-00032']],
    )
  })
})

const records = ['a', 'b'].map((id) => ({ id, row: { emailAddress: `${id}@example.com` } }))

/** The verdict on records whose sync ended so. */
function judged(
  ended: EndedParts,
  some = records,
  { isHalf = false, rejects = [] as readonly object[] } = {},
) {
  const syncs = {
    async *rejects() {
      yield* rejects
    },
  }
  const keys = { identifier: 'emailAddress', unique: ['emailAddress'] }
  const journal = { eloqua: { syncs } } as unknown as SyncJournal
  return importResults(journal, endedOutcome(ended), { records: some, keys, isHalf })
}
