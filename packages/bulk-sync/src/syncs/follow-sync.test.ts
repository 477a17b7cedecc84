import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Eloqua } from '@dwmops/eloqua-client'
import type { SyncKind } from '@dwmops/sync-ledger'
import { endedOutcome } from '../testing.ts'
import { followSync } from './follow-sync.ts'
import type { JournalParts } from './journal-parts.ts'

interface Seen {
  /** Syncs that found no rows. */
  readonly empty?: readonly string[]
  /** All syncs of the definition, the newest first. */
  readonly all?: readonly string[]
  readonly kind?: SyncKind
  readonly waitForEnd?: Eloqua['syncs']['waitForEnd']
  readonly isStopped?: boolean
}

async function followed({ empty = [], all = [], kind = 'import', waitForEnd, isStopped = false }: Seen) {
  const { entry, verdict } = endedOutcome({ kind })
  const errors: object[] = []
  const touched: string[] = []
  const syncs = {
    waitForEnd: waitForEnd ?? (async (uri: string) => ({ uri })),
    judge: async ({ uri }: { uri: string }) => ({ ...verdict, empty: empty.includes(uri) }),
    findByDefinition: async () => all.map((uri) => ({ uri })),
  }
  const parts = {
    eloqua: { syncs },
    ledger: {
      touch: async (id: string) => {
        touched.push(id)
        throw new Error('no database')
      },
    },
    log: { warn: () => undefined, error: (facts: object) => void errors.push(facts) },
    stopSignal: isStopped ? AbortSignal.abort() : new AbortController().signal,
  } as unknown as JournalParts
  const outcome = await followSync(parts, entry, '/syncs/2')
  return { state: outcome.state, uri: outcome.state === 'ended' && outcome.sync.uri, errors, touched }
}

describe('followSync', () => {
  it('judges a sync that has ended', async () => {
    const { state, uri } = await followed({ all: ['/syncs/2', '/syncs/1'] })
    assert.deepEqual([state, uri], ['ended', '/syncs/2'])
  })

  it('follows an earlier sync of the definition where this one found no rows', async () => {
    const { uri } = await followed({ empty: ['/syncs/2'], all: ['/syncs/2', '/syncs/1'] })
    assert.equal(uri, '/syncs/1')
  })

  it('stays with an empty one that is the first, or an export', async () => {
    assert.equal((await followed({ empty: ['/syncs/2'], all: ['/syncs/2'] })).uri, '/syncs/2')
    const exported = await followed({ empty: ['/syncs/2'], all: ['/syncs/2', '/syncs/1'], kind: 'export' })
    assert.equal(exported.uri, '/syncs/2')
  })

  it('is unfinished when the run has to stop, and throws what else went wrong', async () => {
    const waitForEnd = () => Promise.reject(new Error('aborted'))
    assert.equal((await followed({ waitForEnd, isStopped: true })).state, 'unfinished')
    await assert.rejects(followed({ waitForEnd }), /aborted/)
  })

  it('shows signs of life, which may fail, and logs a status that nobody knows', async () => {
    const waitForEnd = (async (uri: string, { onPoll, onUnknownStatus } = {}) => {
      onPoll?.({} as never, 0)
      onUnknownStatus?.('resting', uri)
      return { uri }
    }) as Eloqua['syncs']['waitForEnd']
    const { state, errors, touched } = await followed({ waitForEnd })
    assert.equal(state, 'ended')
    assert.deepEqual(errors, [{ syncUri: '/syncs/2', status: 'resting' }])
    assert.deepEqual(touched, ['e1'])
  })
})
