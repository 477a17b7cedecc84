import type { Credentials } from './credentials.ts'
import type { Eloqua } from './eloqua.ts'
import { EloquaOptionsError } from './errors.ts'

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
  /** from the body sent to the first byte of the answer, default 60,000 */
  responseMs: number
  /** the longest silence on the wire while a body goes or comes, default 30,000 */
  idleMs: number
  /** one try as a whole, default 600,000 */
  tryMs: number
}

/** How often, and after how long, a request is tried again. */
export type RetryLimits = {
  /** tries in all, default 5 */
  tries: number
  /** the first wait is at most this long, default 1,000; each further one at most twice as long */
  firstWaitMs: number
  /** no wait is longer, not even one that the server asks for, default 60,000 */
  maxWaitMs: number
}

export type ConnectOptions = {
  /** default `https://login.eloqua.com/id` */
  loginUrl?: string
  credentials: Credentials
  /** aborts everything; its reason is thrown */
  signal?: AbortSignal
  /** epoch milliseconds after which nothing is tried or waited for any more */
  deadlineAt?: number
  timeouts?: Partial<Timeouts>
  retry?: Partial<RetryLimits>
  /** called after each try; must not throw */
  onRequest?: (event: RequestEvent) => void
}

/**
 * Logs in and learns where the instance lives. Throws EloquaAuthError for refused credentials, EloquaTimeoutError,
 * EloquaUnavailableError, EloquaOptionsError.
 */
export async function connectEloqua(_options: ConnectOptions): Promise<Eloqua> {
  throw new EloquaOptionsError('to come')
}
