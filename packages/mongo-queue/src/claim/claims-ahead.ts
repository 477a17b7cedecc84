import type { Payload } from '../item/item.ts'
import type { Queue } from '../queue.ts'
import type { Claim } from './claim.ts'

export interface ClaimsAheadOptions {
  /** No further claim is taken once this is aborted. */
  stopSignal: AbortSignal
}

/**
 * Claims of up to n items one after the other, each next one taken while the present one is worked on. Ends when the
 * queue is empty or `stopSignal` is aborted; a claim taken ahead and not handed out is given back, its attempts refunded.
 */
export async function* claimsAhead<P extends Payload = Payload>(
  queue: Queue,
  from: string,
  n: number,
  { stopSignal }: ClaimsAheadOptions,
): AsyncGenerator<Claim<P>, void, void> {
  const take = async () => (stopSignal.aborted ? undefined : queue.claim<P>(from, n))
  let ahead: Promise<Claim<P> | undefined> = take()
  try {
    for (let claim = await ahead; claim !== undefined && !stopSignal.aborted; claim = await ahead) {
      ahead = take()
      // awaited in the next turn; until then a rejection must not end the process
      ahead.catch(() => undefined)
      yield claim
    }
  } finally {
    const unused = await ahead.catch(() => undefined)
    await unused?.release({ countAttempt: false })
  }
}
