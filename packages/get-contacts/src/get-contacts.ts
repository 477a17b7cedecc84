import {
  claimingQueue,
  connectStage,
  definitionLifetime,
  namedBy,
  SyncPostponedError,
} from '@dwmops/bulk-sync'
import { type ContactList, filter } from '@dwmops/eloqua-client'
import type { StageContext } from '@dwmops/job-runner'
import { finishEarlier } from './finish-earlier.ts'
import { refuseEmptyRules } from './refuse-empty-rules.ts'
import { StoredExport } from './stored-export.ts'

type Context = StageContext<'get-contacts'>

/**
 * Exports the contacts on the export list into dwmQueue, and takes off the list exactly those that are stored. The export
 * has no side effects, and its ledger entry stays open until the list is done: where a run dies, the next one resumes from the same
 * exported data. With an empty rule base nothing is taken (SettingsError). Throws SyncPostponedError when the export outlasts the run, and UnusableExportError.
 */
export async function getContacts(context: Context): Promise<void> {
  await refuseEmptyRules(context.rulesDb, context.settings.configName)
  const queue = await claimingQueue(context, context.settings)
  const journal = await connectStage(context)
  const exported = new StoredExport(context, journal, queue)

  const othersAtWork = await finishEarlier(context, journal, exported)
  if (othersAtWork) {
    context.log.info('another run is at work on an export, nothing is exported beside it')
    return
  }
  const list = await namedBy('EXPORT_LIST', 'contact list', () =>
    journal.eloqua.lists.find(context.settings.exportList, { signal: context.abortSignal }),
  )
  if (list.count === 0) context.log.info({ list: list.name }, 'list is empty')
  else if (!context.stopSignal.aborted) await exportList(context, exported, list)
}

async function exportList(context: Context, exported: StoredExport, list: ContactList): Promise<void> {
  const { settings, runId, abortSignal: signal } = context
  context.expect(Math.min(list.count ?? settings.batchSize, settings.batchSize))
  const definition = await exported.journal.eloqua.exports.create(
    {
      name: `dwmops get-contacts ${runId}`,
      fields: settings.contactFields,
      filter: filter.exists(list.statement),
      maxRecords: settings.batchSize,
      dataRetentionDuration: 'P3D',
      autoDeleteDuration: definitionLifetime,
    },
    { signal },
  )
  const data = { list: list.statement }
  // two exports at once would both hold a contact, and the later one bring it back after it has been imported
  const order = { kind: 'export', definitionUri: definition.uri, data, alone: true } as const
  const outcome = await exported.journal.run(order)
  if (outcome.state === 'not-begun' && outcome.postponed) throw outcome.postponed
  if (outcome.state === 'unfinished') throw SyncPostponedError.notEnded(outcome.entry)
  const lost = outcome.state === 'ended' ? await exported.storeAndTakeOff(outcome, list.statement) : undefined
  if (lost) throw lost
}
