import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Claim } from '@dwmops/mongo-queue'
import type { LedgerState } from '@dwmops/sync-ledger'
import type { SyncJournal } from '../../syncs/sync-journal.ts'
import { isUnderWay, isUnknown, mayHaveStarted, resumeSync } from './adopted-claim.ts'

const never = new AbortController().signal
const claimOf = (syncId?: string) => ({ ...(syncId && { syncId }) }) as Claim

/** A journal whose ledger holds one entry, and an Eloqua in which its sync has ended or not. */
function journalWith(state: LedgerState | undefined, { hasEnded = false } = {}): SyncJournal {
  const entry = state && { id: 's1', state, ...(state === 'started' && { syncUri: '/syncs/1' }) }
  return {
    ledger: { byId: async () => entry },
    eloqua: { syncs: { get: async () => ({ uri: '/syncs/1', ...(hasEnded && { end: 'success' }) }) } },
  } as unknown as SyncJournal
}

describe('mayHaveStarted', () => {
  const cases: readonly [state: LedgerState | undefined, may: boolean][] = [
    ['planned', true],
    ['started', true],
    ['ended', false],
    ['abandoned', false],
    [undefined, true],
  ]
  for (const [state, may] of cases)
    it(`says ${may} of a sync that the ledger has as ${state ?? 'unknown'}`, async () =>
      assert.equal(await mayHaveStarted(journalWith(state), claimOf('s1')), may))

  it('says false of a claim without a sync', async () =>
    assert.equal(await mayHaveStarted(journalWith('started'), claimOf()), false))
})

describe('isUnknown', () => {
  it('is a sync that only the claim names', async () => {
    assert.equal(await isUnknown(journalWith(undefined), claimOf('s1')), true)
    assert.equal(await isUnknown(journalWith('planned'), claimOf('s1')), false)
    assert.equal(await isUnknown(journalWith(undefined), claimOf()), false)
  })
})

describe('isUnderWay', () => {
  it('is a started sync that Eloqua has not ended', async () => {
    assert.equal(await isUnderWay(journalWith('started'), claimOf('s1'), never), true)
    assert.equal(await isUnderWay(journalWith('started', { hasEnded: true }), claimOf('s1'), never), false)
    assert.equal(await isUnderWay(journalWith('planned'), claimOf('s1'), never), false)
  })
})

describe('resumeSync', () => {
  it('throws for a sync that the ledger does not hold: it may have been sent', async () => {
    await assert.rejects(resumeSync(journalWith(undefined), claimOf('s1')), { code: 'SYNC_POSTPONED' })
  })

  it('finds nothing to follow for an abandoned sync, or none', async () => {
    assert.equal(await resumeSync(journalWith('abandoned'), claimOf('s1')), undefined)
    assert.equal(await resumeSync(journalWith('started'), claimOf()), undefined)
  })

  it('detaches a sync that never started', async () => {
    const journal = { ...journalWith('planned'), resume: async () => ({ state: 'never-started' }) }
    const detached: string[] = []
    const claim = { syncId: 's1', detachSync: async () => void detached.push('s1') } as unknown as Claim
    assert.equal(await resumeSync(journal as unknown as SyncJournal, claim), undefined)
    assert.deepEqual(detached, ['s1'])
  })
})
