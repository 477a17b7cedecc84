import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Claim, LeaseLostError } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import type { EloquaContext } from '../../connect-stage.ts'
import type { SyncJournal } from '../../syncs/sync-journal.ts'
import { SyncPostponedError } from '../../syncs/sync-postponed-error.ts'
import { ImportRun } from '../import-run.ts'
import type { QueueImport } from '../queue-import.ts'
import type { ClaimEnd, ClaimImport } from './import-claim.ts'
import { workAdopted, workClaim } from './work-claim.ts'

const postponed = SyncPostponedError.noTime('import')
const lost = new LeaseLostError({ queue: 'q', token: 't', because: 'rescued' })

interface World {
  readonly importClaim?: (importing: ClaimImport) => Promise<ClaimEnd>
  readonly eloquaWrite?: boolean
  /** The sync that the claim names, and how the ledger has it. */
  readonly syncId?: string
  readonly state?: string
  /** What settling or giving back the claim buries. */
  readonly buried?: readonly string[]
  readonly isStopped?: boolean
}

/** A claim of a, b and c, and a run to work it in. */
function worldOf({
  importClaim = async () => ({ state: 'settled' }),
  eloquaWrite = true,
  syncId,
  state,
  buried = [],
  isStopped = false,
}: World = {}) {
  const counts: Record<string, number> = {}
  const freed: string[] = []
  const settled: object[] = []
  const free = (how: string) => {
    freed.push(how)
    return { buried: buried.length }
  }
  const claim = {
    ...{ items: ['a', 'b', 'c'].map((id) => ({ id })), ...(syncId && { syncId }) },
    abandon: async () => free('abandoned'),
    release: async ({ countAttempt }: { countAttempt: boolean }) =>
      free(`released, attempt ${countAttempt ? 'counted' : 'not counted'}`),
    settle: async (outcomes: readonly { id: string }[]) => {
      settled.push(...outcomes)
      return { settled: outcomes.map(({ id }) => id), lost: ['x'], replacedByPending: [], buried }
    },
  } as unknown as Claim
  const context = {
    ...{ eloquaWrite, stage: 'post-contacts' },
    abortSignal: isStopped ? AbortSignal.abort() : new AbortController().signal,
    queueDb: { collection: () => ({ insertOne: async () => undefined }) } as unknown as Db,
    log: { info: () => undefined, warn: () => undefined },
    count: (more: Record<string, number>) => {
      for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count
    },
  } as unknown as EloquaContext
  const journal = { ledger: { byId: async (id: string) => state && { id, state } } } as unknown as SyncJournal
  const order = { from: 'q', next: 'done', planner: { keys: async () => ({}) }, importClaim } as unknown
  return {
    run: new ImportRun(context, async () => journal, order as QueueImport),
    claim,
    counts,
    freed,
    settled,
  }
}

async function worked(world: World, work = workClaim) {
  const { run, claim, ...seen } = worldOf(world)
  const end = await work(run, claim).catch((error: unknown) => error)
  return { end, run, ...seen }
}

const failing = (error: Error) => ({ importClaim: () => Promise.reject(error) })

describe('workClaim', () => {
  it('counts what became of each record', async () => {
    const results = [
      { id: 'a', result: 'accepted' },
      { id: 'd', result: 'accepted' },
      { id: 'b', result: 'again', message: 'quota' },
      { id: 'c', result: 'rejected', code: 'ELQ-00002', message: 'no address' },
    ] as const
    const { end, counts, freed } = await worked({
      buried: ['c'],
      importClaim: async ({ order }) => {
        await order.settle(results)
        return { state: 'settled', hasDeferred: false }
      },
    })
    assert.equal(end, 'settled')
    assert.deepEqual(counts, { in: 3, out: 2, failed: 1, again: 1, lost: 1, replacedByPending: 0 })
    assert.deepEqual(freed, [])
  })

  it('counts no record as imported again that is past its attempts', async () => {
    const { counts } = await worked({
      buried: ['a'],
      importClaim: async ({ order }) => {
        await order.settle([{ id: 'a', result: 'again', message: 'quota' }])
        return { state: 'settled' }
      },
    })
    assert.deepEqual([counts['again'], counts['failed'], counts['out']], [0, 1, 0])
  })

  it('knows of records that wait for another claim', async () => {
    const deferring = await worked({ importClaim: async () => ({ state: 'settled', hasDeferred: true }) })
    assert.equal(deferring.run.hasDeferred, true)
    assert.equal((await worked({})).run.hasDeferred, false)
  })

  it('sends nothing where Eloqua must not be written to', async () => {
    const importClaim = () => assert.fail('nothing is to be imported')
    const { end, settled } = await worked({ eloquaWrite: false, importClaim })
    assert.deepEqual([end, settled], ['settled', ['a', 'b', 'c'].map((id) => ({ id, to: 'done' }))])
  })

  it('settles the sync of a dead run also there', async () => {
    const { settled, end } = await worked({ eloquaWrite: false, syncId: 's1', state: 'started' })
    assert.deepEqual([end, settled], ['settled', []])
  })

  it('abandons a claim whose sync goes on, and halts for a reason alone', async () => {
    const going = await worked({ importClaim: async () => ({ state: 'unfinished' }) })
    assert.deepEqual(
      [going.end, going.freed, going.run.tally.haltedBy],
      ['unfinished', ['abandoned'], undefined],
    )
    const halted = await worked({ importClaim: async () => ({ state: 'halted', reason: postponed }) })
    assert.deepEqual([halted.end, halted.freed, halted.run.tally.haltedBy], ['halted', [], postponed])
  })

  it('gives back what was not sent, and counts an attempt unless the run was stopped', async () => {
    const error = new Error('odd')
    const odd = await worked({ ...failing(error), buried: ['a'] })
    assert.deepEqual([odd.end, odd.freed, odd.counts['failed']], [error, ['released, attempt counted'], 1])
    const stopped = await worked({ ...failing(error), isStopped: true })
    assert.deepEqual([stopped.end, stopped.freed], [error, ['released, attempt not counted']])
  })

  it('abandons what may have been sent', async () => {
    const sent = await worked({ ...failing(new Error('odd')), syncId: 's1', state: 'started' })
    assert.deepEqual(sent.freed, ['abandoned'])
    const ended = await worked({ ...failing(new Error('odd')), syncId: 's1', state: 'ended' })
    assert.deepEqual(ended.freed, ['released, attempt counted'])
  })

  it('halts when it is postponed', async () => {
    const { end, run } = await worked(failing(postponed))
    assert.deepEqual([end, run.tally.haltedBy], ['halted', postponed])
  })

  it('drops a claim whose lease is lost, and goes on', async () => {
    const { end, run, freed } = await worked(failing(lost))
    assert.deepEqual([end, run.tally.leasesLost, freed], ['settled', 1, []])
  })
})

describe('workAdopted', () => {
  it('imports the claim of a dead run, and counts it', async () => {
    const { end, run, counts } = await worked({ syncId: 's1', state: 'started' }, workAdopted)
    assert.deepEqual([end, run.tally.adopted, counts['in']], ['settled', 1, 3])
  })

  it('sets one aside whose sync the ledger does not hold', async () => {
    const importClaim = () => assert.fail('nobody knows whether it was sent')
    const { end, run } = await worked({ syncId: 's1', importClaim }, workAdopted)
    assert.deepEqual([end, run.tally.adopted], ['settled', 0])
  })
})
