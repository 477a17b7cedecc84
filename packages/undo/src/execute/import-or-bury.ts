import {
  type ClaimEnd,
  type ClaimImport,
  importClaim,
  isRefusal,
  mayHaveStarted,
  type RecordResult,
  type Refusal,
} from '@dwmops/bulk-sync'

/**
 * Imports the contacts of a claim. What Eloqua refuses as a whole, and would again, becomes dead letters: it must not stand before all
 * later undos. A refusal is about the records that no sync has carried; those before are settled. `record` is called with what
 * became of contacts before they are settled, and again when a killed undo is resumed between the two.
 */
export async function importOrBury(
  importing: ClaimImport,
  record: (results: readonly RecordResult[]) => Promise<void>,
): Promise<ClaimEnd> {
  const { claim, order } = importing
  const open = new Set(claim.items.map(({ id }) => id))
  const settle = async (given: readonly RecordResult[]) => {
    const results = given.map(refusedAsRejected)
    await record(results)
    await order.settle(results)
    for (const { id } of results) open.delete(id)
  }
  try {
    const end = await importClaim({ ...importing, order: { ...order, settle } })
    return end.state === 'halted' && isRefusal(end.reason) ? { state: 'settled' } : end
  } catch (error) {
    if (!isRefusal(error) || (await mayHaveStarted(order.journal, claim))) throw error
    await settle(rejectedBy(error, open))
    return { state: 'settled' }
  }
}

/** A record whose import was refused is rejected; any other result stays. */
export function refusedAsRejected(one: RecordResult): RecordResult {
  if (one.result !== 'again' || one.refusedAs === undefined) return one
  return { id: one.id, result: 'rejected', code: one.refusedAs, message: one.message }
}

function rejectedBy({ code, message }: Refusal, ids: Iterable<string>): RecordResult[] {
  return Array.from(ids, (id) => ({ id, result: 'rejected', code, message }))
}
