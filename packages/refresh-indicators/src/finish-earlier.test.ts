import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type EndedOutcome, UnusableExportError } from '@dwmops/bulk-sync'
import { endedOutcome } from '@dwmops/bulk-sync/testing'
import { EloquaNotFoundError } from '@dwmops/eloqua-client'
import { finishEarlier } from './finish-earlier.ts'
import type { FlaggedExport } from './flagged-export.ts'

/** What is done with a sync that a dead run left; `imports` are those of the stage, by when they were planned. */
async function doneWith(
  outcome: EndedOutcome,
  {
    imports = [],
    failure,
  }: { imports?: readonly { plannedAt: Date; state: string }[]; failure?: Error } = {},
): Promise<string[]> {
  const done: string[] = []
  const exported = {
    journal: {
      ledger: { stage: 'refresh-indicators', list: async () => imports },
      close: async () => void done.push('closed'),
    },
    flag: async () => {
      done.push('flagged')
      if (failure) throw failure
    },
  }
  await finishEarlier(exported as unknown as FlaggedExport, [outcome])
  return done
}

const goodExport = endedOutcome({ kind: 'export' })
const at = (ms: number, state = 'ended') => ({ plannedAt: new Date(ms), state })

describe('finishEarlier', () => {
  it('flags what an export found that no import carries yet', async () => {
    assert.deepEqual(await doneWith(goodExport), ['flagged'])
    assert.deepEqual(await doneWith(goodExport, { imports: [at(-1), at(5, 'abandoned')] }), ['flagged'])
  })

  it('only closes an export that a later import carries', async () => {
    assert.deepEqual(await doneWith(goodExport, { imports: [at(5)] }), ['closed'])
  })

  it('only closes an import, and an export that failed', async () => {
    assert.deepEqual(await doneWith(endedOutcome({ kind: 'import' })), ['closed'])
    assert.deepEqual(await doneWith(endedOutcome({ kind: 'export', verdict: { result: 'failed' } })), [
      'closed',
    ])
  })

  it('goes on when the data of an export is gone or unusable, and stops at any other error', async () => {
    for (const failure of [
      new EloquaNotFoundError('gone'),
      new UnusableExportError('/syncs/1', 'emailAddress'),
    ])
      assert.deepEqual(await doneWith(goodExport, { failure }), ['flagged'])
    await assert.rejects(doneWith(goodExport, { failure: new Error('unavailable') }), /unavailable/)
  })
})
