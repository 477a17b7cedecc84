import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type SyncOutcome, SyncPostponedError } from '@dwmops/bulk-sync'
import { endedOutcome } from '@dwmops/bulk-sync/testing'
import { exportOld } from './export-old.ts'
import type { FlaggedExport } from './flagged-export.ts'

const object = { id: '990', emailAddress: '{{a}}', dataStatus: '{{b}}', updatedTimestamp: '{{c}}' }

async function exported(outcome: SyncOutcome, { hasFlagged = false, isOver = false } = {}) {
  const made: Record<string, unknown>[] = []
  const began: object[] = []
  const flagged: SyncOutcome[] = []
  const journal = {
    eloqua: {
      exports: {
        create: async (one: Record<string, unknown>) => {
          made.push(one)
          return { uri: '/exports/1' }
        },
      },
    },
    run: async (order: object) => {
      began.push(order)
      return outcome
    },
  }
  const context = {
    ...{ settings: { refreshAfterDays: 180, batchSize: 7 }, runId: 'r1' },
    ...{
      abortSignal: new AbortController().signal,
      stopSignal: isOver ? AbortSignal.abort() : new AbortController().signal,
    },
  }
  const one = { journal, object, hasFlagged, flag: async (ended: SyncOutcome) => void flagged.push(ended) }
  await exportOld(context as never, one as unknown as FlaggedExport)
  return { made, began, flagged }
}

const ended = endedOutcome({ kind: 'export' })
const unfinished: SyncOutcome = { state: 'unfinished', entry: ended.entry }

describe('exportOld', () => {
  it('exports processed records between 2010 and the limit, alone, and flags them', async () => {
    const { made, began, flagged } = await exported(ended)
    const [{ filter, maxRecords } = {}] = made
    assert.match(JSON.stringify(filter), /2010-01-01.*PROCESSED/)
    assert.equal(maxRecords, 7)
    assert.deepEqual(began, [{ kind: 'export', definitionUri: '/exports/1', alone: true }])
    assert.deepEqual(flagged, [ended])
  })

  it('is postponed when the export outlasts the run and nothing was flagged', async () => {
    await assert.rejects(exported(unfinished), { code: 'SYNC_POSTPONED' })
    await exported(unfinished, { hasFlagged: true })
  })

  it('is postponed when the hourly quota is used up', async () => {
    const postponed = SyncPostponedError.noQuota('export')
    await assert.rejects(exported({ state: 'not-begun', postponed }), postponed)
  })

  it('begins nothing when the time is over', async () => {
    await assert.rejects(exported(ended, { isOver: true }), { code: 'SYNC_POSTPONED' })
  })

  it('leaves the records to another export that is open', async () => {
    assert.deepEqual((await exported({ state: 'not-begun' })).flagged, [])
  })
})
