import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Claim } from '@dwmops/mongo-queue'
import type { Logger } from 'pino'
import type { SyncJournal } from './sync-journal.ts'
import { UnknownSyncs } from './unknown-syncs.ts'

const log = { error: () => undefined } as unknown as Logger
const journal = {
  ledger: { byId: async (id: string) => (id === 'known' ? { id } : undefined) },
} as unknown as SyncJournal

describe('UnknownSyncs', () => {
  it('keeps claims whose sync the ledger lacks, and abandons them at the end with a reason to postpone', async () => {
    const abandoned: string[] = []
    const claimOf = (syncId: string) =>
      ({ syncId, abandon: async () => void abandoned.push(syncId) }) as unknown as Claim
    const unknown = new UnknownSyncs()
    assert.equal(await unknown.setAside(journal, claimOf('known')), false)
    assert.equal(await unknown.setAside(journal, claimOf('lost')), true)
    const postponed = await unknown.abandon(log)
    assert.deepEqual(abandoned, ['lost'])
    assert.match(postponed?.message ?? '', /lost/)
  })

  it('has nothing to say where there are none', async () => {
    assert.equal(await new UnknownSyncs().abandon(log), undefined)
  })
})
