import { type ImportFate, importFromQueue, type SyncJournal } from '@dwmops/eloqua-edge'
import type { Claim } from '@dwmops/mongo-queue'
import { openRuleStore, type PutBackState, type PutBacks } from '@dwmops/rule-store'
import { undoQueueOf } from './plan-undo.ts'
import type { UndoParts } from './undo-parts.ts'
import { fieldsGroup, undoDefinition, undoPayload, undoQueue, undoRow } from './undo-queue.ts'

const stateOf: Partial<Record<ImportFate['fate'], PutBackState>> = { accepted: 'done', rejected: 'rejected' }

/** Imports all that waits in the undo queue, that of killed undos first, and writes down what became of each contact. */
export async function importUndos(parts: UndoParts, connect: () => Promise<SyncJournal>): Promise<void> {
  const { context, rulesDb } = parts
  const { settings } = context
  const { putBacks } = openRuleStore(rulesDb)
  const imported = await importFromQueue(context, connect, {
    queue: undoQueueOf(parts),
    from: undoQueue,
    next: 'done',
    batchSize: settings.batchSize,
    leaseMs: settings.leaseSeconds * 1000,
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    groupOf: fieldsGroup,
    definition: async (_, group) => undoDefinition(context.runId, group, settings.contactFields),
    row: undoRow,
    noteFates: (claim, fates) => noteFates(putBacks, claim, fates),
  })
  if (imported.haltedBy) throw imported.haltedBy
}

async function noteFates(putBacks: PutBacks, claim: Claim, fates: readonly ImportFate[]): Promise<void> {
  const undoOf = new Map(claim.items.map((item) => [item.id, undoPayload(item).undo]))
  for (const [undo, ofUndo] of Map.groupBy(fates, ({ id }) => undoOf.get(id) ?? '')) {
    for (const [state, ended] of Map.groupBy(ofUndo, ({ fate }) => stateOf[fate])) {
      const items = ended.map(({ id }) => id)
      if (state !== undefined) await putBacks.settle(undo, items, state)
    }
  }
}
