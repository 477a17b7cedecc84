import type { RunMetrics } from '@dwmops/job-runner'
import type { BatchTally } from './import-records.ts'
import type { ImportedFromQueue } from './queue-import.ts'

/**
 * Sets the metrics of a run that imports: records by the result of their batch, as the old fleet counted, and claims. Throws what
 * halted the run, if something did.
 */
export function endImports(metrics: RunMetrics, imported: BatchTally & Partial<ImportedFromQueue>): void {
  metrics.set('total_records_success', imported.success)
  metrics.set('total_records_warning', imported.warning)
  metrics.set('total_records_errored', imported.errored)
  if (imported.adopted !== undefined) metrics.set('dwm_run_claims_adopted', imported.adopted)
  if (imported.leasesLost !== undefined) metrics.set('dwm_run_leases_lost', imported.leasesLost)
  if (imported.haltedBy) throw imported.haltedBy
}
