import {
  claimingQueue,
  connectStage,
  endImports,
  findIndicatorObject,
  type ImportPlanner,
  importFromQueue,
  indicatorImport,
  indicatorKeys,
  indicatorRow,
  type SyncJournal,
} from '@dwmops/bulk-sync'
import type { ImportDefinition } from '@dwmops/eloqua-client'
import { exportedAddress } from '@dwmops/fleet'
import type { StageContext } from '@dwmops/job-runner'

type Context = StageContext<'update-indicators'>

/** Flags the contacts of indicatorQueue for re-processing in the indicator object, and hands them on to processedQueue. */
export async function updateIndicators(context: Context): Promise<void> {
  const { settings } = context
  const imported = await importFromQueue(context, () => connectStage(context), {
    queue: await claimingQueue(context, settings),
    from: 'indicatorQueue',
    next: { queue: 'processedQueue' },
    batchSize: settings.batchSize,
    leaseMs: settings.leaseSeconds * 1000,
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    planner: indicatorPlanner(context),
  })
  endImports(context.metrics, imported)
}

/** All records of a claim go in at once, by the address that each was exported with. */
function indicatorPlanner(context: Context): ImportPlanner {
  let made: Promise<ImportDefinition> | undefined
  const definitionOf = (journal: SyncJournal) => (made ??= makeDefinition(context, journal))
  return {
    keys: async () => indicatorKeys,
    carried: ({ id, key, payload }) => ({ id, identifier: exportedAddress(payload, key) }),
    async plan(journal, { items }) {
      const records = items.map(({ id, key, payload }) => ({
        id,
        row: indicatorRow(exportedAddress(payload, key)),
      }))
      return { groups: [{ definition: await definitionOf(journal), records }] }
    },
  }
}

async function makeDefinition(
  { settings, abortSignal: signal, runId }: Context,
  { eloqua }: SyncJournal,
): Promise<ImportDefinition> {
  return indicatorImport(
    await findIndicatorObject(eloqua, settings, { signal }),
    `dwmops update-indicators ${runId}`,
  )
}
