import { contactPlanner, importFromQueue, type SupersededFields, type SyncJournal } from '@dwmops/bulk-sync'
import { openRuleStore, type Reverts } from '@dwmops/rule-store'
import { undoQueueOf } from '../plan/plan-undo.ts'
import type { UndoParts } from '../undo-parts.ts'
import { importOrBury } from './import-or-bury.ts'
import { recordResults } from './record-results.ts'
import { undoPayload, undoQueue, undoWrite } from './undo-queue.ts'

/**
 * Imports all that waits in the undo queue, that of killed undos first, and writes down what became of each contact. Returns the
 * undos that they belong to.
 */
export async function importUndos(
  parts: UndoParts,
  connect: () => Promise<SyncJournal>,
): Promise<ReadonlySet<string>> {
  const { context, rulesDb } = parts
  const { settings } = context
  const { reverts } = openRuleStore(rulesDb)
  const undos = new Set<string>()
  const imported = await importFromQueue(context, connect, {
    queue: undoQueueOf(parts),
    from: undoQueue,
    next: 'done',
    batchSize: settings.batchSize,
    leaseMs: settings.leaseSeconds * 1000,
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    planner: contactPlanner(context, {
      name: `dwmops undo ${context.runId}`,
      fields: settings.contactFields,
      basis: 'undo',
      writeOf: undoWrite,
      checksFreshness: settings.freshnessCheck,
      // one that was deleted meanwhile does not come back, whatever the imports of the stages do
      createsContacts: false,
      cutsLongValues: false,
      noteSuperseded: (superseded) => dropSuperseded(reverts, superseded),
    }),
    importClaim: (importing) =>
      importOrBury(importing, async (results) => {
        for (const undo of await recordResults(reverts, importing.claim, results)) undos.add(undo)
      }),
  })
  if (imported.haltedBy) throw imported.haltedBy
  return undos
}

/** What keeps Eloqua's newer value is no part of the undo any more. */
async function dropSuperseded(reverts: Reverts, superseded: readonly SupersededFields[]): Promise<void> {
  for (const { item, fields } of superseded) await reverts.dropValues(undoPayload(item).undo, item.id, fields)
}
