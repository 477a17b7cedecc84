import { connectStage, endImports, findIndicatorObject } from '@dwmops/bulk-sync'
import type { StageContext } from '@dwmops/job-runner'
import { exportOld } from './export-old.ts'
import { finishEarlier } from './finish-earlier.ts'
import { FlaggedExport } from './flagged-export.ts'

/**
 * Flags indicator records for re-processing whose contacts were processed too long ago: those that an earlier run exported and did not
 * come to, then those of an export of its own. A run that dies has done no harm: what it did not flag is found again by the next one.
 */
export async function refreshIndicators(context: StageContext<'refresh-indicators'>): Promise<void> {
  const { settings, abortSignal: signal, log, metrics } = context
  const journal = await connectStage(context)
  const { ended, othersAtWork, outlasted } = await journal.resumeUnfinished(settings.leaseSeconds * 1000)
  signal.throwIfAborted()
  if (outlasted) throw outlasted

  const object = await findIndicatorObject(journal.eloqua, settings, { signal })
  const exported = new FlaggedExport(context, journal, object)
  await finishEarlier(exported, ended)
  if (othersAtWork) log.info('another run is at work, nothing is exported beside it')
  else if (exported.haltedBy === undefined) await exportOld(context, exported)
  endImports(metrics, { ...exported.tally, ...(exported.haltedBy && { haltedBy: exported.haltedBy }) })
}
