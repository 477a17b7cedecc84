import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaNotFoundError } from '@dwmops/eloqua-client'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import { endedOutcome } from '../testing.ts'
import type { JournalParts } from './journal-parts.ts'
import { resumeSync, resumeSyncs } from './resume-syncs.ts'

const { entry: started, verdict } = endedOutcome()
const entryOf = (id: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...started,
  ...{ id, syncUri: `/syncs/${id}` },
  ...more,
})
const planned = { ...entryOf('p'), syncUri: undefined, state: 'planned' } as unknown as LedgerEntry
const hourMs = 3_600_000
const nothing = async () => undefined

interface World {
  readonly open?: readonly LedgerEntry[]
  /** Those that are hours old. */
  readonly overdue?: readonly string[]
  /** Those that another run follows. */
  readonly followed?: readonly string[]
  /** Syncs that still run, that Eloqua does not know, and that it does not answer for. */
  readonly running?: readonly string[]
  readonly gone?: readonly string[]
  readonly failing?: readonly string[]
  /** What a look-up by definition finds. */
  readonly found?: string
}

/** A ledger and an Eloqua; notes which entries are given up, and why. */
function worldOf({
  open = [],
  overdue = [],
  followed = [],
  running = [],
  gone = [],
  failing = [],
  found,
}: World) {
  const abandoned: string[] = []
  const has = (ids: readonly string[], uri: string) => ids.some((id) => uri.endsWith(`/${id}`))
  const answer = async (uri: string) => {
    if (has(gone, uri)) throw new EloquaNotFoundError('gone')
    if (has(failing, uri)) throw new Error('unavailable')
    return { uri, ...(!has(running, uri) && { end: 'success' }) }
  }
  const stop = new AbortController()
  const parts = {
    ledger: {
      unfinished: async (by?: object) => (by ? open.filter(({ id }) => overdue.includes(id)) : open),
      resume: async (id: string) => (followed.includes(id) ? undefined : open.find((one) => one.id === id)),
      abandoned: async (id: string, reason: string) => void abandoned.push(`${id}: ${reason}`),
      started: async (id: string, syncUri: string) => entryOf(id, { syncUri }),
      touch: nothing,
    },
    eloqua: {
      syncs: {
        get: answer,
        waitForEnd: async (uri: string) => {
          if (!has(running, uri)) return answer(uri)
          stop.abort()
          throw new Error('stopped')
        },
        judge: async () => verdict,
        findByDefinition: async () => (found === undefined ? [] : [{ uri: found }]),
      },
      deleteRows: nothing,
    },
    log: { info: () => undefined, warn: () => undefined },
    stopSignal: stop.signal,
    mayWrite: true,
  } as unknown as JournalParts
  return { parts, abandoned }
}

async function resumed(world: World, held: readonly string[] = []) {
  const { parts, abandoned } = worldOf(world)
  const taken = await resumeSyncs(parts, { silentMs: hourMs, held: new Set(held) })
  return { ...taken, ended: taken.ended.map(({ entry }) => entry.id), abandoned }
}

describe('resumeSyncs', () => {
  it('follows to its end what nobody follows', async () => {
    const { ended, othersAtWork, outlasted } = await resumed({ open: [entryOf('a'), entryOf('b')] })
    assert.deepEqual([ended, othersAtWork, outlasted], [['a', 'b'], false, undefined])
  })

  it('leaves alone what a claim holds', async () => {
    assert.deepEqual((await resumed({ open: [entryOf('a'), entryOf('b')] }, ['a'])).ended, ['b'])
  })

  it('knows of others at work, where another run follows a sync', async () => {
    const { ended, othersAtWork, outlasted } = await resumed({ open: [entryOf('a')], followed: ['a'] })
    assert.deepEqual([ended, othersAtWork, outlasted], [[], true, undefined])
  })

  it('says which sync outlasts the run', async () => {
    const { othersAtWork, outlasted } = await resumed({ open: [entryOf('a')], running: ['a'] })
    assert.equal(othersAtWork, true)
    assert.match(outlasted?.message ?? '', /syncs\/a has not ended/)
  })

  it('has nothing of others where a sync was never started', async () => {
    const { othersAtWork, abandoned } = await resumed({ open: [planned] })
    assert.deepEqual([othersAtWork, abandoned], [false, ['p: never started']])
  })

  it('gives up what has not ended in hours, and follows what has', async () => {
    const open = [entryOf('a'), entryOf('b'), entryOf('c'), planned]
    const overdue = open.map(({ id }) => id)
    const { ended, abandoned } = await resumed({ open, overdue, running: ['a'], gone: ['b'] })
    assert.deepEqual(ended, ['c'])
    assert.deepEqual(
      abandoned,
      ['a', 'b', 'p'].map((id) => `${id}: not ended in 6 hours`),
    )
  })

  it('gives up nothing while Eloqua does not say', async () => {
    await assert.rejects(resumed({ open: [entryOf('a')], overdue: ['a'], failing: ['a'] }), /unavailable/)
  })
})

describe('resumeSync', () => {
  it('closes the entry of a sync that Eloqua does not know any more', async () => {
    const { parts, abandoned } = worldOf({ gone: ['a'] })
    assert.deepEqual(await resumeSync(parts, entryOf('a')), { state: 'never-started' })
    assert.deepEqual(abandoned, ['a: Eloqua does not know it any more'])
  })

  it('leaves one that is written down as ended as it is', async () => {
    const { parts, abandoned } = worldOf({ gone: ['a'] })
    assert.deepEqual(await resumeSync(parts, entryOf('a', { state: 'ended' })), { state: 'never-started' })
    assert.deepEqual(abandoned, [])
  })

  it('throws any other error', async () => {
    await assert.rejects(resumeSync(worldOf({ failing: ['a'] }).parts, entryOf('a')), /unavailable/)
  })

  it('follows the sync that a look-up finds for a planned one', async () => {
    const { parts, abandoned } = worldOf({ found: '/syncs/7' })
    const outcome = await resumeSync(parts, planned)
    assert.ok(outcome.state === 'ended')
    assert.deepEqual([outcome.entry.syncUri, abandoned], ['/syncs/7', []])
  })
})
