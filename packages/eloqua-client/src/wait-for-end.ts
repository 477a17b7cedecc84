import type { WaitOptions } from './eloqua.ts'
import { EloquaNotFoundError } from './errors.ts'
import { isKnownStatus } from './sync-reading.ts'
import type { EndedSync, Sync } from './sync-types.ts'
import type { Transport } from './transport.ts'

/** Each wait is this much longer than the one before. */
const growth = 1.5

/** A sync that Eloqua does not know in so many looks in a row is believed to be unknown. */
const unknownLooks = 5

/**
 * Looks at a sync, ever more rarely, until it has ended. An unknown status is taken as not finished, and told; so is a sync that Eloqua
 * does not know, for a while: what is believed to be gone is imported anew.
 */
export async function waitForEnd(
  transport: Transport,
  look: () => Promise<Sync>,
  syncUri: string,
  { firstPollMs = 2000, maxPollMs = 30_000, onPoll, onUnknownStatus, ...options }: WaitOptions = {},
): Promise<EndedSync> {
  const bounds = transport.bounds(options)
  const told = new Set<string>()
  const startedAt = performance.now()
  const lookPatiently = patient(look)
  for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * growth, maxPollMs)) {
    const sync = await lookPatiently()
    if (sync?.end !== undefined) return { ...sync, end: sync.end }
    if (sync !== undefined) {
      if (!isKnownStatus(sync.status) && !told.has(sync.status)) {
        told.add(sync.status)
        onUnknownStatus?.(sync.status, syncUri)
      }
      onPoll?.(sync, Math.round(performance.now() - startedAt))
    }
    await bounds.sleep(waitMs, `waiting for ${syncUri}`)
  }
}

/** A look that finds nothing where it may only seem so: 404 can pass, 410 is for good. */
function patient(look: () => Promise<Sync>): () => Promise<Sync | undefined> {
  let inARow = 0
  return async () => {
    try {
      const sync = await look()
      inARow = 0
      return sync
    } catch (error) {
      inARow += 1
      if (error instanceof EloquaNotFoundError && error.status === 404 && inARow < unknownLooks)
        return undefined
      throw error
    }
  }
}
