import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Fleet, openFleet } from '@dwmops/local-fleet'
import { openLedger } from '@dwmops/sync-ledger'

describe('a run of refresh-indicators beside another', () => {
  let fleet: Fleet
  before(async () => {
    fleet = await openFleet({ seedContacts: 1 })
  })
  after(() => fleet?.stop())

  it('leaves the sync alone that the other one is about to start', async () => {
    const queueDb = fleet.client.db(fleet.environment['QUEUE_DATABASE'])
    const ledger = openLedger(queueDb, { stage: 'refresh-indicators', owner: 'the other run' })
    const planned = await ledger.plan({ kind: 'export', definitionUri: '/exports/4711' })
    const { exitCode, lines } = await fleet.run('refresh-indicators')
    assert.equal(exitCode, 0, JSON.stringify(lines))
    assert.equal((await ledger.byId(planned.id))?.state, 'planned')
    await ledger.started(planned.id, '/syncs/4711')
  })
})
