import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SyncJournal } from '@dwmops/bulk-sync'
import { endedOutcome } from '@dwmops/bulk-sync/testing'
import { closeTakeOff, takeOffList } from './take-off-list.ts'

function journalWith(exportState: string, outcome: object = { state: 'unfinished' }) {
  const did: unknown[] = []
  const journal = {
    eloqua: {
      syncActions: {
        create: async ({ syncActions }: { syncActions: object }) => {
          did.push(syncActions)
          return { uri: '/actions/1' }
        },
      },
      uploadRows: async (_uri: string, rows: () => Iterable<object>) => did.push([...rows()]),
    },
    ledger: {
      byId: async () => ({ state: exportState }),
      setData: async (id: string, data: object) => did.push({ [id]: data }),
    },
    run: async ({ kind, data }: { kind: string; data: object }) => {
      did.push({ kind, data })
      return outcome
    },
    requireGood: async () => did.push('required'),
    close: async (_outcome: object, counts: object) => did.push({ closed: counts }),
  }
  return { journal: journal as unknown as SyncJournal, did }
}

const action = endedOutcome({ kind: 'action', data: { export: 'e1', contacts: 2 } })

describe('takeOffList', () => {
  const signal = new AbortController().signal
  const order = { list: '{{L}}', contactIds: ['1', '2'], exportId: 'e1', name: 'test', signal }

  it('removes exactly these contacts, and leaves a sync that goes on to a later run', async () => {
    const { journal, did } = journalWith('started')
    assert.equal(await takeOffList(journal, order), 'unfinished')
    assert.deepEqual(did, [
      [{ action: 'remove', destination: '{{L}}' }],
      [{ ContactID: '1' }, { ContactID: '2' }],
      { kind: 'action', data: { export: 'e1', list: '{{L}}', contacts: 2 } },
    ])
  })

  it('closes a sync only after its end is known to be good', async () => {
    const { journal, did } = journalWith('ended', action)
    assert.equal(await takeOffList(journal, order), 'ended')
    assert.deepEqual(did.slice(3), ['required', { closed: { contacts: 2 } }])
  })
})

describe('closeTakeOff', () => {
  it('notes in an open export that its contacts are off the list, before the action is closed', async () => {
    const { journal, did } = journalWith('started')
    await closeTakeOff(journal, action)
    assert.deepEqual(did, [{ e1: { isTakenOff: true } }, { closed: { contacts: 2 } }])
  })

  it('notes nothing in an export that is closed', async () => {
    const { journal, did } = journalWith('ended')
    await closeTakeOff(journal, action)
    assert.deepEqual(did, [{ closed: { contacts: 2 } }])
  })
})
