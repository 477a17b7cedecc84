import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type EndedOutcome, SyncPostponedError } from '@dwmops/bulk-sync'
import { endedOutcome } from '@dwmops/bulk-sync/testing'
import { finishEarlier } from './finish-earlier.ts'

interface Left {
  readonly ended: EndedOutcome
  /** What the entry of the export notes by now. */
  readonly noted?: object
  readonly open?: readonly object[]
  readonly outlasted?: SyncPostponedError
}

async function doneWith({ ended, noted, open = [], outlasted }: Left): Promise<unknown[]> {
  const did: unknown[] = []
  const journal = {
    resumeUnfinished: async () => ({ ended: [ended], othersAtWork: true, outlasted }),
    ledger: {
      unfinished: async () => open,
      byId: async () => ({ state: 'started', data: noted }),
      setData: async () => did.push('noted'),
    },
    close: async () => did.push('closed'),
    giveUp: async (_entry: object, reason: string) => did.push(reason),
  }
  const exported = { storeAndTakeOff: async (_one: object, list: string) => did.push({ stored: list }) }
  const context = { settings: { leaseSeconds: 300 }, abortSignal: new AbortController().signal }
  did.push(await finishEarlier(context as never, journal as never, exported as never))
  return did
}

const goodExport = endedOutcome({ kind: 'export' })
const list = '{{L}}'

describe('finishEarlier', () => {
  it('stores what an export found, and takes it off the list that it names', async () => {
    assert.deepEqual(await doneWith({ ended: goodExport, noted: { list } }), [{ stored: list }, true])
  })

  it('only closes an export whose contacts are off the list, or that failed', async () => {
    assert.deepEqual(await doneWith({ ended: goodExport, noted: { list, isTakenOff: true } }), [
      'closed',
      true,
    ])
    const failed = endedOutcome({ kind: 'export', verdict: { result: 'failed' } })
    assert.deepEqual(await doneWith({ ended: failed, noted: { list } }), ['closed', true])
  })

  it('gives up an export that names no list', async () => {
    assert.deepEqual(await doneWith({ ended: goodExport }), ['its list is not known', true])
  })

  it('leaves an export alone whose contacts are being taken off', async () => {
    const open = [{ kind: 'action', data: { export: goodExport.entry.id } }]
    assert.deepEqual(await doneWith({ ended: goodExport, noted: { list }, open }), [true])
  })

  it('notes in the export that a good action has taken its contacts off', async () => {
    const action = (result: 'ok' | 'failed') =>
      endedOutcome({ kind: 'action', data: { export: 'e1' }, verdict: { result } })
    assert.deepEqual(await doneWith({ ended: action('ok') }), ['noted', 'closed', true])
    assert.deepEqual(await doneWith({ ended: action('failed') }), ['closed', true])
  })

  it('is postponed by a sync that outlasts the run', async () => {
    const outlasted = SyncPostponedError.noTime('export')
    await assert.rejects(doneWith({ ended: goodExport, noted: { list }, outlasted }), outlasted)
  })
})
