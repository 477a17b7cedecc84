import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Claim } from '@dwmops/mongo-queue'
import type { EloquaContext } from '../connect-stage.ts'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { ImportRun } from './import-run.ts'
import type { QueueImport } from './queue-import.ts'

/** A run whose ledger knows an ended sync, `s1`. */
function runOf() {
  const connects: SyncJournal[] = []
  const run = new ImportRun({} as EloquaContext, connect, {} as QueueImport)
  async function connect() {
    const ledger = { byId: async (id: string) => ({ id, state: 'ended' }) }
    connects.push({ ledger } as unknown as SyncJournal)
    return connects.at(-1) as SyncJournal
  }
  return { run, connects }
}

const claimOf = (syncId?: string) => ({ ...(syncId && { syncId }) }) as Claim

describe('ImportRun', () => {
  it('connects to Eloqua when it is asked to, and once', async () => {
    const { run, connects } = runOf()
    assert.equal(connects.length, 0)
    assert.equal(await run.journal(), await run.journal())
    assert.equal(connects.length, 1)
  })

  it('remembers why it goes no further', () => {
    const { run } = runOf()
    const reason = SyncPostponedError.noTime('import')
    assert.equal(run.halt(reason), 'halted')
    assert.equal(run.tally.haltedBy, reason)
  })

  it('takes a sync for started that it cannot look up without connecting', async () => {
    const { run, connects } = runOf()
    assert.deepEqual(await Promise.all([claimOf('s1'), claimOf()].map((one) => run.mayHaveStarted(one))), [
      true,
      false,
    ])
    assert.equal(connects.length, 0)
  })

  it('asks the ledger once it is connected', async () => {
    const { run } = runOf()
    await run.journal()
    assert.equal(await run.mayHaveStarted(claimOf('s1')), false)
    assert.equal(await run.mayHaveStarted(claimOf()), false)
  })
})
