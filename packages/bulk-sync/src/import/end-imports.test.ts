import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RunMetrics } from '@dwmops/job-runner'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { endImports } from './end-imports.ts'

function recorded(): { metrics: RunMetrics; values: Record<string, number> } {
  const values: Record<string, number> = {}
  const set = (name: string, value: number) => {
    values[name] = value
  }
  return { metrics: { set: set as RunMetrics['set'] }, values }
}

describe('endImports', () => {
  const tally = { success: 3, warning: 2, errored: 1 }

  it('sets records by result, and nothing of claims where there are none', () => {
    const { metrics, values } = recorded()
    endImports(metrics, tally)
    assert.deepEqual(values, { total_records_success: 3, total_records_warning: 2, total_records_errored: 1 })
  })

  it('throws what halted the run, after the metrics are set', () => {
    const { metrics, values } = recorded()
    const haltedBy = SyncPostponedError.noQuota('import')
    assert.throws(() => endImports(metrics, { ...tally, adopted: 0, leasesLost: 4, haltedBy }), haltedBy)
    assert.deepEqual([values['dwm_run_claims_adopted'], values['dwm_run_leases_lost']], [0, 4])
  })
})
