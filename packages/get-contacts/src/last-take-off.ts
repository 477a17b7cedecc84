import type { Ledger } from '@dwmops/sync-ledger'

/** An export whose contacts were taken off the list a short time ago. */
export interface LastTakeOff {
  readonly exportId: string
  readonly contacts: number
}

/** Who comes back later than this may well have been put on the list again. */
const shortTimeMs = 2 * 3_600_000

/** The last export whose contacts a sync action took off this list within two hours; undefined when there is none. */
export async function lastTakeOff(ledger: Ledger, list: string): Promise<LastTakeOff | undefined> {
  const actions = await ledger.list({ stage: ledger.stage, kind: 'action', state: 'ended', limit: 10 })
  const last = actions.find(({ data }) => data?.['list'] === list)
  const { export: exportId, contacts } = last?.data ?? {}
  if (typeof exportId !== 'string' || typeof contacts !== 'number') return undefined
  return Date.now() - (last?.endedAt?.getTime() ?? 0) < shortTimeMs ? { exportId, contacts } : undefined
}
