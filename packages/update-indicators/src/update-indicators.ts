import {
  claimingQueue,
  connectStage,
  endImports,
  findIndicatorObject,
  importFromQueue,
  indicatorImport,
  indicatorRow,
} from '@dwmops/bulk-sync'
import type { StageContext } from '@dwmops/job-runner'

/** Flags the contacts of indicatorQueue for re-processing in the indicator object, and hands them on to processedQueue. */
export async function updateIndicators(context: StageContext<'update-indicators'>): Promise<void> {
  const { settings } = context
  const imported = await importFromQueue(context, () => connectStage(context), {
    queue: await claimingQueue(context, settings),
    from: 'indicatorQueue',
    next: { queue: 'processedQueue' },
    batchSize: settings.batchSize,
    leaseMs: settings.leaseSeconds * 1000,
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    definition: async ({ eloqua }) =>
      indicatorImport(
        await findIndicatorObject(eloqua, settings, { signal: context.abortSignal }),
        `dwmops update-indicators ${context.runId}`,
      ),
    row: (item) => indicatorRow(item.key),
  })
  endImports(context.metrics, imported)
}
