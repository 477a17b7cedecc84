import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { Claim } from '@dwmops/mongo-queue'
import { type LedgerEntry, openLedger } from '@dwmops/sync-ledger'
import type { EloquaContext } from '../connect-stage.ts'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import type { EndedOutcome } from '../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { endedOutcome } from '../testing.ts'
import type { ClaimEnd } from './claims/import-claim.ts'
import { importFromQueue } from './import-from-queue.ts'
import type { QueueImport } from './queue-import.ts'

const batchSize = 2
const postponed = SyncPostponedError.noTime('import')

interface World {
  /** Sizes of the claims that the queue gives, in order. */
  readonly queued?: readonly number[]
  /** Syncs of claims of dead runs: those that Eloqua still works on in the first look, and the others. */
  readonly adopted?: readonly string[]
  readonly running?: readonly string[]
  /** What the ledger does not hold. */
  readonly unknown?: readonly string[]
  /** How the import of a claim ends, by its sync or number; `settled` unless said. */
  readonly ends?: Readonly<Record<string, ClaimEnd>>
  readonly failsToAsk?: boolean
  /** The run has to stop when this claim is imported. */
  readonly stopsAt?: string
}

describe('importFromQueue', () => {
  const database = testMongo()

  async function imported(world: World, openEntries = 0) {
    const { queued = [], adopted = [], running = [], unknown = [], ends = {}, failsToAsk, stopsAt } = world
    const stop = new AbortController()
    const queueDb = database.fresh()
    const seen = { worked: [] as string[], abandoned: [] as string[], connects: 0 }
    const closed: string[] = []
    const heldSeen: string[][] = []
    const waiting = [...adopted]
    const back: string[] = []
    const claimOf = (name: string, size: number, syncId?: string) =>
      ({
        ...{ name, items: Array.from({ length: size }, (_, id) => ({ id })), ...(syncId && { syncId }) },
        abandon: async () => {
          seen.abandoned.push(name)
          back.push(name)
          return { buried: 0 }
        },
      }) as unknown as Claim
    let claims = 0
    const queue = {
      claim: async () => {
        const size = queued[claims]
        claims += 1
        return size === undefined ? undefined : claimOf(`new ${claims}`, size)
      },
      adopt: async () => {
        const name = waiting.shift() ?? back.shift()
        return name === undefined ? undefined : claimOf(name, 1, name)
      },
      claims: async () => [{ syncId: 'held' }, {}],
    }
    const journal = {
      ledger: {
        byId: async (id: string) =>
          unknown.includes(id) ? undefined : { id, state: 'started', syncUri: `/syncs/${id}` },
      },
      eloqua: {
        syncs: {
          get: async (uri: string) => {
            if (failsToAsk) throw new Error('unavailable')
            return running.some((id) => uri.endsWith(id)) ? {} : { end: 'success' }
          },
        },
      },
      resumeUnfinished: async (_: number, held: Set<string>) => {
        heldSeen.push([...held])
        return { ended: [endedOutcome()], othersAtWork: false }
      },
      close: async ({ entry }: EndedOutcome) => void closed.push(entry.id),
    } as unknown as SyncJournal
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const context = {
      ...{ queueDb, stage: 'post-contacts', owner: 'me', eloquaWrite: true, log, count: () => undefined },
      ...{ abortSignal: new AbortController().signal, stopSignal: stop.signal },
    } as unknown as EloquaContext
    const order = {
      ...{ queue, from: 'q', batchSize, leaseMs: 1000, next: 'done', planner: { keys: async () => ({}) } },
      importClaim: async ({ claim }: { claim: { name: string } }) => {
        seen.worked.push(claim.name)
        if (claim.name === stopsAt) stop.abort()
        return ends[claim.name] ?? { state: 'settled' }
      },
    } as unknown as QueueImport
    const ledger = openLedger(queueDb, { stage: 'post-contacts', owner: 'dead' })
    for (let made = 0; made < openEntries; made += 1)
      await ledger.plan({ kind: 'import', definitionUri: '/contacts/imports/1' } as LedgerEntry)
    const connect = async () => {
      seen.connects += 1
      return journal
    }
    const tally = await importFromQueue(context, connect, order)
    return { ...seen, tally, claims, closed, heldSeen }
  }

  it('claims until the queue holds no full batch more', async () => {
    const { worked, claims } = await imported({ queued: [2, 2, 1, 1] })
    assert.deepEqual([worked, claims], [['new 1', 'new 2', 'new 3'], 3])
    assert.deepEqual((await imported({ queued: [2] })).claims, 2)
  })

  it('never connects to Eloqua where nothing is to be done', async () => {
    const { connects, tally } = await imported({})
    assert.deepEqual([connects, tally.haltedBy], [0, undefined])
  })

  it('claims once more where records wait for another claim, once for each time', async () => {
    const ends = { 'new 1': { state: 'settled', hasDeferred: true } } as const
    const { worked, claims } = await imported({ queued: [1, 1, 1], ends })
    assert.deepEqual([worked, claims], [['new 1', 'new 2'], 2])
  })

  it('ends with a claim that does not go in', async () => {
    const ends = { 'new 1': { state: 'halted', reason: postponed } } as const
    const { worked, tally } = await imported({ queued: [2, 2], ends })
    assert.deepEqual([worked, tally.haltedBy], [['new 1'], postponed])
  })

  it('imports claims of dead runs first, and waits for running syncs after the new ones', async () => {
    const { worked, tally } = await imported({ adopted: ['a', 'b'], running: ['a'], queued: [1] })
    assert.deepEqual([worked, tally.adopted], [['b', 'new 1', 'a'], 2])
  })

  it('imports nothing new where one of them halts, and waits for none', async () => {
    const ends = { b: { state: 'halted', reason: postponed } } as const
    const { worked } = await imported({ adopted: ['a', 'b', 'c'], running: ['a'], queued: [1], ends })
    assert.deepEqual(worked, ['b'])
  })

  it('waits for no other where one that is waited for halts', async () => {
    const ends = { b: { state: 'halted', reason: postponed } } as const
    const { worked } = await imported({ adopted: ['a', 'b'], running: ['a', 'b'], ends })
    assert.deepEqual(worked, ['b'])
  })

  it('works on a claim of which Eloqua does not say whether its sync runs', async () => {
    assert.deepEqual((await imported({ adopted: ['a'], running: ['a'], failsToAsk: true })).worked, ['a'])
  })

  it('goes no further when the run has to stop', async () => {
    const { worked, closed } = await imported({ adopted: ['a', 'b'], queued: [2, 2], stopsAt: 'a' }, 1)
    assert.deepEqual([worked, closed], [['a'], []])
    assert.deepEqual((await imported({ queued: [2, 2], stopsAt: 'new 1' })).worked, ['new 1'])
  })

  it('leaves alone a claim whose sync the ledger does not hold, and says so at the end', async () => {
    const { worked, abandoned, tally } = await imported({ adopted: ['x', 'b'], unknown: ['x'], queued: [1] })
    assert.deepEqual([worked, abandoned], [['b', 'new 1'], ['x']])
    assert.match(tally.haltedBy?.message ?? '', /a claim names the sync x/)
  })

  it('keeps the first reason for which it goes no further', async () => {
    const ends = { b: { state: 'halted', reason: postponed } } as const
    assert.equal((await imported({ adopted: ['x', 'b'], unknown: ['x'], ends })).tally.haltedBy, postponed)
  })

  it('closes syncs whose records are settled, but for those that a claim holds', async () => {
    const { closed, heldSeen, connects } = await imported({}, 1)
    assert.deepEqual([closed, heldSeen, connects], [['e1'], [['held']], 1])
  })
})
