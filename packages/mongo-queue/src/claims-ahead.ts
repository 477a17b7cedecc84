import type { Claim } from './claim.ts'
import type { Payload } from './item.ts'
import type { Queue } from './queue.ts'

export interface ClaimsAheadOptions {
  /** No further claim is taken once this is aborted. */
  stopSignal: AbortSignal
  /** Stop after a claim of fewer than n items instead of when none is left: for work that is dear by the batch. */
  fullOnly?: boolean
}

/**
 * Claims of up to n items one after the other, each next one taken while the present one is worked on. Ends when the
 * queue is empty or `ending` is aborted; a claim taken ahead and not handed out is given back, its attempts refunded.
 */
export async function* claimsAhead<P extends Payload = Payload>(
  queue: Queue,
  from: string,
  n: number,
  { stopSignal, fullOnly = false }: ClaimsAheadOptions,
): AsyncGenerator<Claim<P>, void, void> {
  const take = async () => (stopSignal.aborted ? undefined : queue.claim<P>(from, n))
  let ahead: Promise<Claim<P> | undefined> = take()
  try {
    for (let claim = await ahead; claim !== undefined && !stopSignal.aborted; claim = await ahead) {
      const isLast = fullOnly && claim.items.length < n
      ahead = isLast ? Promise.resolve(undefined) : take()
      ahead.catch(() => 'it is told where it is awaited')
      yield claim
    }
  } finally {
    const unused = await ahead.catch(() => undefined)
    await unused?.release({ countAttempt: false })
  }
}
