import {
  claimingQueue,
  connectStage,
  definitionLifetime,
  endImports,
  importFromQueue,
  namedBy,
} from '@dwmops/bulk-sync'
import type { StageContext } from '@dwmops/job-runner'
import { contactRow } from './contact-row.ts'

/** Imports the contacts of processedQueue into Eloqua; the import itself takes them off the processing list. */
export async function postContacts(context: StageContext<'post-contacts'>): Promise<void> {
  const { settings } = context
  const fields = settings.contactFields
  const imported = await importFromQueue(context, () => connectStage(context), {
    queue: await claimingQueue(context, settings),
    from: 'processedQueue',
    next: 'done',
    batchSize: settings.batchSize,
    leaseMs: settings.leaseSeconds * 1000,
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    definition: async ({ eloqua }) => {
      const list = await namedBy('PROCESSING_LIST', 'contact list', () =>
        eloqua.lists.find(settings.processingList, { signal: context.abortSignal }),
      )
      return {
        name: `dwmops post-contacts ${context.runId}`,
        fields,
        identifierFieldName: 'emailAddress',
        autoDeleteDuration: definitionLifetime,
        syncActions: [{ action: 'remove', destination: list.statement }],
      }
    },
    row: (item) => contactRow(item, Object.keys(fields)),
  })
  endImports(context.metrics, imported)
}
