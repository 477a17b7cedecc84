import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  connectEloqua,
  type Eloqua,
  EloquaSyncFailedError,
  type ImportDefinition,
  type Row,
} from '@dwmops/eloqua-client'
import { clientLogin, type Sandbox, type SandboxOptions, startSandbox } from '@dwmops/eloqua-sandbox'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openLedger } from '@dwmops/sync-ledger'
import { pino } from 'pino'
import { type BatchTally, type ImportEnd, importRecords } from './import-records.ts'
import type { ImportKeys, ImportVerdict, RecordResult } from './record-results.ts'
import { SyncJournal } from './sync-journal.ts'
import { SyncPostponedError } from './sync-postponed-error.ts'

const never = new AbortController().signal
const rows = Array.from({ length: 16 }, (_, index) => ({
  id: String(index).padStart(2, '0'),
  row: { emailAddress: `contact${index}@example.com`, firstName: 'Ann' },
}))

const definition: ImportDefinition = {
  name: 'test',
  fields: {
    emailAddress: '{{Contact.Field(C_EmailAddress)}}',
    firstName: '{{Contact.Field(C_FirstName)}}',
  },
  identifierFieldName: 'emailAddress',
}

describe('importRecords', () => {
  const database = testMongo()

  it('accepts all rows of a good sync, in one sync', async () => {
    const { results, tally, syncs } = await imported({})
    assert.equal(accepted(results).length, 16)
    assert.deepEqual([tally.success, syncs], [16, 1])
  })

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

  it('sends all again, without a sync, when the hour has no room', async () => {
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

  for (const fault of ['lost-body', 'lost-body=ELQ-00109']) {
    it(`imports anew, in halves, what Eloqua lost of a sync that ended well (${fault})`, async () => {
      const { results, syncs, stored } = await imported({ faults: [fault] }, { maxRows: 5 })
      assert.deepEqual([accepted(results).length, syncs, stored], [16, 3, 16])
    })
  }

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

  it('counts an attempt for a lone row of which Eloqua says nothing, and goes on', async () => {
    const { results, end } = await imported({}, { other: (eloqua) => hiding(eloqua, 'contact5@example.com') })
    const again = results.filter(({ result }) => result === 'again')
    assert.deepEqual(
      again.map(({ id, ...one }) => [id, 'countsAttempt' in one]),
      [['05', true]],
    )
    assert.deepEqual([accepted(results).length, end.state], [15, 'settled'])
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

  it('sends nothing where Eloqua must not be written to, and hands the records on', async () => {
    const { results, syncs } = await imported({}, { mayWrite: false })
    assert.deepEqual([accepted(results).length, syncs], [16, 0])
  })

  it('leaves no ledger entry open', async () => {
    const { ledger } = await imported({ faults: ['poison-rows=contact5@*'] })
    assert.deepEqual(await ledger.unfinished(), [])
  })

  async function imported(
    options: SandboxOptions,
    {
      budget = 60,
      limit = 2000,
      mayWrite = true,
      maxRows = 20_000,
      stagesTwice = false,
      keys = {},
      defined = {},
      change = () => ({}),
      other = () => ({}),
    }: How = {},
  ) {
    const sandbox = await startSandbox({ contacts: 0, ...options })
    try {
      const ledger = openLedger(database.fresh(), { stage: 'test', limits: { import: limit } })
      await ledger.ensureIndexes()
      const results: RecordResult[] = []
      const settled: string[][] = []
      const verdicts: ImportVerdict[] = []
      const tally: BatchTally = { success: 0, warning: 0, errored: 0 }
      const log = pino({ level: 'silent' })
      const count = () => undefined
      const real = await connectEloqua(clientLogin(sandbox))
      const uploadRows: Eloqua['uploadRows'] = async (...upload) => {
        if (stagesTwice) await real.uploadRows(...upload)
        return real.uploadRows(...upload)
      }
      const eloqua = { ...real, uploadRows, syncs: { ...real.syncs, ...change(real) }, ...other(real) }
      const end = await importRecords(
        {
          journal: new SyncJournal({
            eloqua,
            ledger,
            log,
            stopSignal: never,
            firstPollMs: 10,
            count,
            mayWrite,
          }),
          log,
          mayWrite,
          signal: never,
          keys: { identifier: 'emailAddress', unique: ['emailAddress'], ...keys },
          ended: (_, verdict) => void verdicts.push(verdict),
          upload: { maxRows, maxBytes: 1_000_000 },
          budget: { left: budget },
          settle: async (some) => {
            results.push(...some)
            settled.push(some.map(({ id }) => id))
          },
        },
        [{ definition: { ...definition, ...defined }, records: rows }],
        tally,
      )
      const { totalResults: stored } = await contactsIn(sandbox)
      return { results, settled, tally, verdicts, ledger, end, stored, syncs: (await ledger.list()).length }
    } finally {
      await sandbox.stop()
    }
  }
})

interface How {
  readonly budget?: number
  readonly limit?: number
  readonly mayWrite?: boolean
  /** Rows a body. */
  readonly maxRows?: number
  readonly stagesTwice?: boolean
  readonly keys?: Partial<ImportKeys>
  readonly defined?: Partial<ImportDefinition>
  /** What this Eloqua's syncs do in another way. */
  readonly change?: (eloqua: Eloqua) => Partial<Eloqua['syncs']>
  /** What it does in another way besides. */
  readonly other?: (eloqua: Eloqua) => Partial<Eloqua>
}

async function contactsIn(sandbox: Sandbox): Promise<{ readonly totalResults: number }> {
  const response = await fetch(`${sandbox.url}/sandbox/contacts`)
  return (await response.json()) as { readonly totalResults: number }
}

function accepted(results: readonly RecordResult[]): readonly RecordResult[] {
  return results.filter(({ result }) => result === 'accepted')
}

function rejectedIds(results: readonly RecordResult[]): string[] {
  return results.filter(({ result }) => result === 'rejected').map(({ id }) => id)
}

function failureOf(end: ImportEnd): EloquaSyncFailedError | undefined {
  return end.state === 'halted' && end.reason instanceof EloquaSyncFailedError ? end.reason : undefined
}

function isRowCount(code: string): boolean {
  return code === 'ELQ-00130' || code === 'ELQ-00001'
}

/** An Eloqua that counts fewer rows than it got. */
function countingLess(eloqua: Eloqua, less: number): Partial<Eloqua['syncs']> {
  return {
    judge: async (...asked) => {
      const verdict = await eloqua.syncs.judge(...asked)
      const counts = Object.entries(verdict.counts).map(([code, count]) => [
        code,
        isRowCount(code) ? Math.max(0, count - less) : count,
      ])
      return { ...verdict, counts: Object.fromEntries(counts) }
    },
  }
}

/** One that loses the row of an address in each sync, without a word. */
function hiding(eloqua: Eloqua, address: string): Partial<Eloqua> {
  let loses = false
  return {
    uploadRows: (uri, rows, options) => {
      const all = [...((typeof rows === 'function' ? rows() : rows) as Iterable<Row>)]
      loses = all.some(({ emailAddress }) => emailAddress === address)
      return eloqua.uploadRows(uri, () => all, options)
    },
    syncs: {
      ...eloqua.syncs,
      judge: async (...asked) => {
        const less = countingLess(eloqua, loses ? 1 : 0)
        return (less.judge ?? eloqua.syncs.judge)(...asked)
      },
    },
  }
}

/** Rejects that call another field invalid. */
function renaming(eloqua: Eloqua, field: string): Eloqua['syncs']['rejects'] {
  return async function* rejects(...asked) {
    for await (const reject of eloqua.syncs.rejects(...asked)) yield { ...reject, invalidFields: [field] }
  }
}
