import { type ImportFate, importFromQueue, type SyncJournal } from '@dwmops/eloqua-edge'
import type { Claim } from '@dwmops/mongo-queue'
import { openRuleStore, type PutBackState, type PutBacks } from '@dwmops/rule-store'
import { undoQueueOf } from './plan-undo.ts'
import type { UndoParts } from './undo-parts.ts'
import { fieldsGroup, undoDefinition, undoPayload, undoQueue, undoRow } from './undo-queue.ts'

const stateOf: Partial<Record<ImportFate['fate'], PutBackState>> = { accepted: 'done', rejected: 'rejected' }

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
  const { putBacks } = openRuleStore(rulesDb)
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
    groupOf: fieldsGroup,
    definition: async (_, group) => undoDefinition(context.runId, group, settings.contactFields),
    row: undoRow,
    noteFates: async (claim, fates) => {
      for (const undo of await noteFates(putBacks, claim, fates)) undos.add(undo)
    },
  })
  if (imported.haltedBy) throw imported.haltedBy
  return undos
}

async function noteFates(
  putBacks: PutBacks,
  claim: Claim,
  fates: readonly ImportFate[],
): Promise<Iterable<string>> {
  const undoOf = new Map(claim.items.map((item) => [item.id, undoPayload(item).undo]))
  const byUndo = Map.groupBy(fates, ({ id }) => undoOf.get(id) ?? '')
  for (const [undo, ofUndo] of byUndo) {
    for (const [state, ended] of Map.groupBy(ofUndo, ({ fate }) => stateOf[fate])) {
      const items = ended.map(({ id }) => id)
      if (state !== undefined) await putBacks.settle(undo, items, state)
    }
  }
  return byUndo.keys()
}
