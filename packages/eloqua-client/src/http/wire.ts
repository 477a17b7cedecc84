import type { Agents } from './agents.ts'

/** Facts of one try of one request; no bodies, no query values. `status` is undefined when no answer came. */
export type RequestEvent = {
  method: string
  path: string
  status: number | undefined
  attempt: number
  durationMs: number
  requestId: string | undefined
}

/** Bounds of one try, in milliseconds. */
export type Timeouts = {
  /** name look-up, connection and TLS together, default 10,000 */
  connectMs: number
  /** the longest silence on the wire, waiting for an answer included, default 60,000 */
  idleMs: number
  /** one try as a whole, default 600,000 */
  tryMs: number
}

/** How often, and after how long, a request is tried again. */
export type RetryLimits = {
  /** tries in all, default 5 */
  attempts: number
  /** the first wait is at most this long, default 1,000; each further one at most twice as long */
  firstWaitMs: number
  /** no wait is longer, not even one that the server asks for, default 60,000 */
  maxWaitMs: number
}

/** An export that holds fewer rows than Eloqua says: it may count records that this user does not see. */
export type ShortExport = { syncUri: string; rows: number; totalResults: number }

/** How requests are made, the same for all. */
export type Wire = {
  agents: Agents
  timeouts: Timeouts
  retry: RetryLimits
  onRequest: (event: RequestEvent) => void
  onShortExport: (found: ShortExport) => void
}
