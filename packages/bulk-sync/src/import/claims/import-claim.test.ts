import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaSyncFailedError, type ImportDefinition } from '@dwmops/eloqua-client'
import type { Claim, Item } from '@dwmops/mongo-queue'
import type { ResumedOutcome } from '../../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../../syncs/sync-postponed-error.ts'
import { type EndedParts, endedOutcome } from '../../testing.ts'
import type { ClaimedItems, ImportPlan } from '../import-planner.ts'
import { type BatchTally, type ImportGroup, type ImportOrder, splitBudget } from '../import-records.ts'
import type { RecordResult } from '../results/record-results.ts'
import { importClaim } from './import-claim.ts'

const items = ['a', 'b', 'c'].map((id) => ({ id })) as unknown as Item[]

interface World {
  /** What became of the sync that the claim was left with. */
  readonly taken?: ResumedOutcome
  readonly plan?: (claimed: ClaimedItems) => Partial<ImportPlan> | SyncPostponedError
  readonly mayWrite?: boolean
  /** Items of which no row can be made. */
  readonly unusable?: readonly string[]
  readonly splits?: number
}

const groupOf = (given: readonly Item[], more: Partial<ImportGroup> = {}): ImportGroup => ({
  definition: {} as ImportDefinition,
  records: given.map(({ id }) => ({ id, row: { key: id } })),
  ...more,
})

/** Imports a claim of a, b and c into an Eloqua that takes everything. */
async function imported({
  taken,
  plan = ({ items: left }) => ({ groups: [groupOf(left)] }),
  mayWrite = true,
  unusable = [],
  splits = splitBudget().left,
}: World = {}) {
  const settled: RecordResult[] = []
  const sent: string[][] = []
  const closed: string[] = []
  const planned: ClaimedItems[] = []
  let rows: string[] = []
  const journal = {
    ledger: { byId: async () => ({ id: 's1', state: 'started' }) },
    resume: async () => taken,
    close: async ({ entry }: { entry: { id: string } }) => void closed.push(entry.id),
    eloqua: {
      imports: { create: async () => ({ uri: '/contacts/imports/1' }) },
      uploadRows: async (_: string, given: () => Iterable<{ key: string }>) => {
        rows = Array.from(given(), ({ key }) => key)
        return {}
      },
      syncs: { async *rejects() {} },
    },
    run: async () => {
      sent.push(rows)
      return endedOutcome({ verdict: { counts: { 'ELQ-00130': rows.length, 'ELQ-00004': rows.length } } })
    },
  }
  const order = {
    ...{ journal, mayWrite, budget: { left: splits }, log: { info: () => undefined }, upload: {} },
    keys: { identifier: 'key', unique: ['key'] },
    settle: async (results: readonly RecordResult[]) => void settled.push(...results),
  } as unknown as ImportOrder
  const planner = {
    carried: ({ id }: Item) => {
      if (unusable.includes(id)) throw new TypeError('no text')
      return { id, identifier: id }
    },
    plan: async (_: unknown, claimed: ClaimedItems) => {
      planned.push(claimed)
      return plan(claimed)
    },
  }
  const claim = { items, ...(taken && { syncId: 's1' }), detachSync: async () => undefined }
  const tally: BatchTally = { success: 0, warning: 0, errored: 0 }
  const importing = { claim: claim as unknown as Claim, planner: planner as never, order, tally }
  const end = await importClaim(importing)
  const results = Object.fromEntries(settled.map(({ id, result }) => [id, result]))
  return { end, results, sent, closed, planned, tally }
}

/** The ended sync of a dead run, which carried the records from `firstId` to `lastId`. */
const carrying = (firstId: string, lastId: string, { data, ...more }: EndedParts = {}) =>
  endedOutcome({ data: { firstId, lastId, rowsSent: 2, ...data }, ...more })

const failed = { result: 'failed', codes: ['ELQ-00105'] } as const

describe('importClaim', () => {
  it('imports the records that are planned', async () => {
    const { end, results, sent } = await imported()
    assert.deepEqual(end, { state: 'settled', hasDeferred: false })
    assert.deepEqual([results, sent], [{ a: 'accepted', b: 'accepted', c: 'accepted' }, [['a', 'b', 'c']]])
  })

  it('rejects a record of which no row can be made, and imports the others', async () => {
    const { results, sent } = await imported({ unusable: ['b'] })
    assert.deepEqual([results['b'], sent], ['rejected', [['a', 'c']]])
  })

  it('leaves a claim alone whose sync goes on, and says why where it was only to plan', async () => {
    const left = (kind: 'import' | 'export') =>
      imported({ taken: { state: 'unfinished', entry: endedOutcome({ kind }).entry } })
    const importing = await left('import')
    assert.deepEqual([importing.end, importing.sent], [{ state: 'unfinished' }, []])
    const { end } = await left('export')
    assert.ok(end.state === 'unfinished' && end.reason instanceof SyncPostponedError)
  })

  it('is unfinished where the plan has to wait', async () => {
    const reason = SyncPostponedError.noTime('export')
    const { end, sent } = await imported({ plan: () => reason })
    assert.deepEqual([end, sent], [{ state: 'unfinished', reason }, []])
  })

  it('plans nothing where Eloqua must not be written to, and hands the records on', async () => {
    const { results, planned, end } = await imported({ mayWrite: false })
    assert.deepEqual([results, planned.length], [{ a: 'accepted', b: 'accepted', c: 'accepted' }, 0])
    assert.equal(end.state, 'settled')
  })

  it('settles what the plan has decided, and what waits for another claim', async () => {
    const message = 'gone'
    const { results, end, sent } = await imported({
      plan: ({ items: [a] }) => ({
        groups: [groupOf(a ? [a] : [])],
        deferred: ['b'],
        decided: [{ id: 'c', result: 'rejected', code: 'CONTACT_GONE', message }],
      }),
    })
    assert.deepEqual([results, sent], [{ a: 'accepted', b: 'again', c: 'rejected' }, [['a']]])
    assert.deepEqual(end, { state: 'settled', hasDeferred: true })
    const decided = { groups: [], decided: [{ id: 'c', result: 'accepted' } as const] }
    assert.deepEqual((await imported({ plan: () => decided })).results, { c: 'accepted' })
  })

  it('settles first what the sync of a dead run carried, and plans the others', async () => {
    const { results, sent, planned } = await imported({ taken: carrying('a', 'b') })
    assert.deepEqual([results, sent], [{ a: 'accepted', b: 'accepted', c: 'accepted' }, [['c']]])
    assert.equal(planned[0]?.earlier, undefined)
  })

  it('closes a sync that carried none of the records, and plans nothing for none', async () => {
    const none = await imported({ taken: carrying('x', 'z') })
    assert.deepEqual([none.closed[0], none.sent], ['e1', [['a', 'b', 'c']]])
    const all = await imported({ taken: carrying('a', 'c', { data: { rowsSent: 3 } }) })
    assert.deepEqual([all.planned.length, Object.keys(all.results)], [0, ['a', 'b', 'c']])
  })

  it('hands the export of a dead run to the plan', async () => {
    const taken = endedOutcome({ kind: 'export' })
    const { planned, sent, closed } = await imported({ taken })
    assert.deepEqual([planned[0]?.earlier, sent], [taken, [['a', 'b', 'c']]])
    assert.deepEqual(closed, ['e1'])
  })

  it('cuts in two what a failed sync carried', async () => {
    const { sent, results } = await imported({ taken: carrying('a', 'b', { verdict: failed }) })
    assert.deepEqual(sent, [['a'], ['b', 'c']])
    assert.equal(Object.keys(results).length, 3)
  })

  it('sends again in this run what a sync failed to carry for a while', async () => {
    const verdict = { result: 'temporary', codes: ['ELQ-00146'] } as const
    const { end, results } = await imported({ taken: carrying('a', 'b', { verdict }) })
    assert.deepEqual([end.state, results['c']], ['settled', 'accepted'])
  })

  it('halts where the splitting is used up, and sends nothing', async () => {
    const { end, results, sent } = await imported({
      taken: carrying('a', 'b', { verdict: failed }),
      splits: 0,
    })
    assert.ok(end.state === 'halted' && end.reason instanceof EloquaSyncFailedError)
    assert.deepEqual([results['c'], sent], ['again', []])
  })

  it('halts where Eloqua refused the definition', async () => {
    const verdict = { result: 'failed', codes: ['ELQ-00112'] } as const
    const { end, results, sent } = await imported({ taken: carrying('a', 'b', { verdict }) })
    assert.deepEqual([end.state, results, sent], ['halted', { a: 'again', b: 'again', c: 'again' }, []])
  })

  it('judges what is left of a split import as a half', async () => {
    const empty = { empty: true, result: 'ok', codes: [], counts: { 'ELQ-00130': 0 } } as const
    const whole = await imported({ taken: carrying('a', 'b', { verdict: empty }) })
    assert.deepEqual(whole.sent, [['c']])
    const half = await imported({ taken: carrying('a', 'b', { verdict: empty, data: { isHalf: true } }) })
    assert.deepEqual(half.sent, [['a'], ['b', 'c']])
  })
})
