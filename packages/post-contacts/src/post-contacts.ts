import {
  type ContactWriting,
  claimingQueue,
  connectStage,
  contactPlanner,
  endImports,
  importFromQueue,
  namedBy,
  type SyncJournal,
} from '@dwmops/bulk-sync'
import type { ContactList } from '@dwmops/eloqua-client'
import type { StageContext } from '@dwmops/job-runner'
import { generationName } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { contactWrite } from './contact-write.ts'

type Context = StageContext<'post-contacts'>

/** Writes what washing changed to the contacts of processedQueue; the import itself takes them off the processing list. */
export async function postContacts(context: Context): Promise<void> {
  const { settings } = context
  const imported = await importFromQueue(context, () => connectStage(context), {
    queue: await claimingQueue(context, settings),
    from: 'processedQueue',
    next: 'done',
    batchSize: settings.batchSize,
    leaseMs: settings.leaseSeconds * 1000,
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    planner: contactPlanner(context, writingOf(context)),
  })
  endImports(context.metrics, imported)
}

function writingOf(context: Context): ContactWriting {
  const { contactFields: fields, writeFields, ...settings } = context.settings
  const { washes } = openRuleStore(context.rulesDb)
  let list: Promise<ContactList> | undefined
  const find = ({ eloqua }: SyncJournal) =>
    namedBy('PROCESSING_LIST', 'contact list', () =>
      eloqua.lists.find(settings.processingList, { signal: context.abortSignal }),
    )
  const listOf = (journal: SyncJournal) => (list ??= find(journal))
  return {
    name: `dwmops post-contacts ${context.runId}`,
    fields,
    basis: `${writeFields} ${Object.keys(fields).join(' ')}`,
    writeOf: (item) => contactWrite(item, fields, writeFields),
    checksFreshness: settings.freshnessCheck,
    createsContacts: settings.createContacts,
    cutsLongValues: settings.cutLongValues,
    syncActions: async (journal) => [{ action: 'remove', destination: (await listOf(journal)).statement }],
    noteSuperseded: (superseded) =>
      washes.noteSuperseded(
        superseded.map(({ item, fields: kept }) => ({ key: generationName(item), fields: kept })),
      ),
  }
}
