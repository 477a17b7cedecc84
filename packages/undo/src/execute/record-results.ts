import type { RecordResult } from '@dwmops/bulk-sync'
import type { Claim } from '@dwmops/mongo-queue'
import type { RevertState, Reverts } from '@dwmops/rule-store'
import { undoPayload } from './undo-queue.ts'

const stateOf: Partial<Record<RecordResult['result'], RevertState>> = {
  accepted: 'done',
  rejected: 'rejected',
}

/** Writes down what became of the contacts of a claim; returns the undos that they belong to. Safe to repeat. */
export async function recordResults(
  reverts: Pick<Reverts, 'settle'>,
  { items }: Pick<Claim, 'items'>,
  results: readonly RecordResult[],
): Promise<Iterable<string>> {
  const undoOf = new Map(items.map((item) => [item.id, undoPayload(item).undo]))
  const byUndo = Map.groupBy(results, ({ id }) => undoOf.get(id) ?? '')
  for (const [undo, ofUndo] of byUndo) {
    for (const [state, ended] of Map.groupBy(ofUndo, ({ result }) => stateOf[result])) {
      if (state === undefined) continue
      await reverts.settle(
        undo,
        ended.map(({ id }) => id),
        state,
      )
    }
  }
  return byUndo.keys()
}
