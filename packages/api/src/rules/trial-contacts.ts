import { asExported } from '@dwmops/fleet'
import type { Queue } from '@dwmops/mongo-queue'
import type { TrialContacts } from '../schemas/rule-trial.ts'

/** A contact to be tried, as it was exported. */
export interface TrialContact {
  readonly name: string
  readonly record: Readonly<Record<string, unknown>>
}

/** The contacts that a trial names, and the addresses that the queues do not know. */
export async function trialContacts(
  queue: Queue,
  wanted: TrialContacts,
  idField: string,
): Promise<{ readonly found: readonly TrialContact[]; readonly unknown: readonly string[] }> {
  if ('records' in wanted)
    return { found: wanted.records.map((record, nth) => brought(record, nth, idField)), unknown: [] }
  if ('random' in wanted) {
    const items = await queue.sample(wanted.random)
    return {
      found: items.map(({ key, payload }) => ({ name: key, record: asExported(payload) })),
      unknown: [],
    }
  }
  const addresses = [...new Set(wanted.addresses.map((address) => address.trim().toLowerCase()))]
  const shown = await Promise.all(addresses.map((address) => queue.show(address)))
  return {
    found: shown.flatMap((one) =>
      one === undefined ? [] : [{ name: one.item.key, record: asExported(one.item.payload) }],
    ),
    unknown: addresses.filter((_, nth) => shown[nth] === undefined),
  }
}

/** A record that somebody brings need not have the id that its history would go by. */
function brought(record: Readonly<Record<string, string>>, nth: number, idField: string): TrialContact {
  return { name: record['emailAddress'] || `record ${nth + 1}`, record: { [idField]: '', ...record } }
}
