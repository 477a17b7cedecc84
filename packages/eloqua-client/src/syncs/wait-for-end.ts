import type { WaitOptions } from '../eloqua.ts'
import { tolerateNotFound } from '../http/tolerate-not-found.ts'
import type { Transport } from '../http/transport.ts'
import { isKnownStatus } from './sync-reading.ts'
import type { EndedSync, Sync } from './sync-types.ts'

/** Each wait is this much longer than the one before. */
const growth = 1.5

/**
 * Looks at a sync, ever more rarely, until it has ended. An unknown status counts as not finished and is reported; a sync that seems
 * unknown is waited for as well, see {@link tolerateNotFound}.
 */
export async function waitForEnd(
  transport: Transport,
  look: () => Promise<Sync>,
  syncUri: string,
  { firstPollMs = 2000, maxPollMs = 30_000, onPoll, onUnknownStatus, ...options }: WaitOptions = {},
): Promise<EndedSync> {
  const bounds = transport.bounds(options)
  const reported = new Set<string>()
  const startedAt = performance.now()
  const lookTolerantly = tolerateNotFound(look)
  for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * growth, maxPollMs)) {
    const sync = await lookTolerantly()
    if (sync?.end !== undefined) return { ...sync, end: sync.end }
    if (sync !== undefined) {
      if (!isKnownStatus(sync.status) && !reported.has(sync.status)) {
        reported.add(sync.status)
        onUnknownStatus?.(sync.status, syncUri)
      }
      onPoll?.(sync, Math.round(performance.now() - startedAt))
    }
    await bounds.sleep(waitMs, `waiting for ${syncUri}`)
  }
}
