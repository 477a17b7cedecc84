import { claimingQueue, connectStage, endImports, importFromQueue } from '@dwmops/bulk-sync'
import { addressPaths } from '@dwmops/fleet'
import type { StageContext } from '@dwmops/job-runner'
import { indicatorPlanner } from './indicator-planner.ts'

/** Flags the contacts of indicatorQueue for re-processing in the indicator object, and hands them on to processedQueue. */
export async function updateIndicators(context: StageContext<'update-indicators'>): Promise<void> {
  const { settings } = context
  const imported = await importFromQueue(context, () => connectStage(context), {
    queue: await claimingQueue(context, settings, { payloadPaths: addressPaths }),
    from: 'indicatorQueue',
    next: { queue: 'processedQueue' },
    batchSize: settings.batchSize,
    leaseMs: settings.leaseSeconds * 1000,
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    planner: indicatorPlanner(context),
  })
  endImports(context.metrics, imported)
}
