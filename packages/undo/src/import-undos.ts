import {
  contactPlanner,
  importFromQueue,
  type RecordResult,
  type SupersededFields,
  type SyncJournal,
} from '@dwmops/bulk-sync'
import type { Claim } from '@dwmops/mongo-queue'
import { openRuleStore, type RevertState, type Reverts } from '@dwmops/rule-store'
import { undoQueueOf } from './plan-undo.ts'
import type { UndoParts } from './undo-parts.ts'
import { undoPayload, undoQueue, undoWrite } from './undo-queue.ts'

const stateOf: Partial<Record<RecordResult['result'], RevertState>> = {
  accepted: 'done',
  rejected: 'rejected',
}

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
    // what would be refused again must not stand before all later undos
    buryRefused: true,
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
    recordResults: async (claim, results) => {
      for (const undo of await recordResults(reverts, claim, results)) undos.add(undo)
    },
  })
  if (imported.haltedBy) throw imported.haltedBy
  return undos
}

async function recordResults(
  reverts: Reverts,
  claim: Claim,
  results: readonly RecordResult[],
): Promise<Iterable<string>> {
  const undoOf = new Map(claim.items.map((item) => [item.id, undoPayload(item).undo]))
  const byUndo = Map.groupBy(results, ({ id }) => undoOf.get(id) ?? '')
  for (const [undo, ofUndo] of byUndo) {
    for (const [state, ended] of Map.groupBy(ofUndo, ({ result }) => stateOf[result])) {
      const items = ended.map(({ id }) => id)
      if (state !== undefined) await reverts.settle(undo, items, state)
    }
  }
  return byUndo.keys()
}

/** What keeps Eloqua's newer value is no part of the undo any more. */
async function dropSuperseded(reverts: Reverts, superseded: readonly SupersededFields[]): Promise<void> {
  for (const { item, fields } of superseded) await reverts.dropValues(undoPayload(item).undo, item.id, fields)
}
