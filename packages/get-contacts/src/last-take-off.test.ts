import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Ledger } from '@dwmops/sync-ledger'
import { lastTakeOff } from './last-take-off.ts'

const list = '{{ContactList[1]}}'
const minuteMs = 60_000

/** A ledger with sync actions that ended so many minutes ago. */
function ledgerWith(...actions: readonly { minutesAgo: number; data: object }[]): Ledger {
  const found = actions.map(({ minutesAgo, data }) => ({
    data,
    endedAt: new Date(Date.now() - minutesAgo * minuteMs),
  }))
  return { stage: 'get-contacts', list: async () => found } as unknown as Ledger
}

const data = { list, export: 'e1', contacts: 5 }

describe('lastTakeOff', () => {
  it('finds the export whose contacts were taken off within two hours', async () => {
    assert.deepEqual(await lastTakeOff(ledgerWith({ minutesAgo: 119, data }), list), {
      exportId: 'e1',
      contacts: 5,
    })
  })

  it('forgets it after that', async () => {
    assert.equal(await lastTakeOff(ledgerWith({ minutesAgo: 121, data }), list), undefined)
  })

  it('looks at this list only', async () => {
    const other = { minutesAgo: 1, data: { ...data, list: 'another', export: 'e2' } }
    assert.equal((await lastTakeOff(ledgerWith(other, { minutesAgo: 2, data }), list))?.exportId, 'e1')
    assert.equal(await lastTakeOff(ledgerWith(other), list), undefined)
  })

  it('finds nothing in an entry that does not name its export', async () => {
    assert.equal(await lastTakeOff(ledgerWith({ minutesAgo: 1, data: { list } }), list), undefined)
  })
})
