import {
  EloquaResponseError,
  EloquaTimeoutError,
  EloquaUnavailableError,
  EloquaUnknownOutcomeError,
  type RequestFacts,
} from '../errors.ts'
import { describeRequest, errorOfAnswer } from './answer-error.ts'
import type { Bounds } from './bounds.ts'
import { NetworkFault } from './network-fault.ts'
import { type ApiRequest, type ApiResponse, sendOnce } from './request.ts'
import { requestIdOf } from './request-id.ts'
import { decide, type TryResult } from './retry.ts'
import { parseRetryAfter } from './retry-after.ts'
import { safePath } from './safe-path.ts'
import type { Wire } from './wire.ts'

/** A request to be tried as often as its nature allows. `T` is what reading an answer gives. */
export type Attempt<T> = {
  method: ApiRequest['method']
  /** asked anew before each try: a login may have changed both */
  target: () => Promise<{ url: URL; headers: Readonly<Record<string, string>> }>
  body?: readonly Buffer[]
  repeatable: boolean
  /** The body holds contacts, which a refusal may quote. */
  ofRows?: boolean
  read: (answer: ApiResponse) => Promise<T>
  /** wait after a 429 that asks for none */
  busyWaitMs?: number
  /** logs in again after a 401; without it a 401 is final */
  login?: () => Promise<void>
}

type Tried<T> =
  | { status: number; requestId: string | undefined; retryAfterMs: number | undefined; value: T }
  | { status: number; requestId: string | undefined; retryAfterMs: number | undefined; refusal: string }
  | { fault: NetworkFault['kind']; cause: NetworkFault }

/**
 * Tries until there is an answer to keep, or a rule of retry.ts ends it. `pauses`: bounds of the waits between tries, where they are
 * others than those of the whole. Throws the errors of this package.
 */
export async function runAttempts<T>(
  attempt: Attempt<T>,
  wire: Wire,
  bounds: Bounds,
  pauses: Bounds = bounds,
): Promise<T> {
  let loginUsed = attempt.login === undefined
  for (let count = 1; ; count += 1) {
    const { url, headers } = await attempt.target()
    const facts: RequestFacts = { method: attempt.method, path: safePath(url), attempts: count }
    bounds.check(`${facts.method} ${facts.path}`)
    const tried = await tryOnce(attempt, { url, headers }, count, wire, bounds)
    if ('value' in tried) return tried.value
    stopIfOver(attempt, tried, facts, bounds)
    const state = { attempt: count, repeatable: attempt.repeatable, limits: wire.retry, loginUsed }
    const decision = decide(resultOf(tried, attempt), { ...state, random: Math.random() })
    if (decision.next === 'login') {
      loginUsed = true
      await attempt.login?.()
    } else if (
      decision.next === 'again' &&
      decision.waitMs < Math.min(bounds.remainingMs(), pauses.remainingMs())
    ) {
      await pauses.sleep(decision.waitMs, `${facts.method} ${facts.path}`)
    } else {
      throw failureOf(attempt, tried, facts, decision.next === 'fail' && decision.outcome === 'unknown')
    }
  }
}

async function tryOnce<T>(
  attempt: Attempt<T>,
  target: { url: URL; headers: Readonly<Record<string, string>> },
  count: number,
  wire: Wire,
  bounds: Bounds,
): Promise<Tried<T>> {
  const startedAt = performance.now()
  const report = (status: number | undefined, requestId: string | undefined) =>
    wire.onRequest({
      method: attempt.method,
      path: safePath(target.url),
      status,
      attempt: count,
      durationMs: Math.round(performance.now() - startedAt),
      requestId,
    })
  try {
    const answer = await sendOnce({
      method: attempt.method,
      ...target,
      body: attempt.body ?? [],
      // a kept connection may be closing just then, and nobody would know whether the request was read
      agent: attempt.repeatable ? wire.agents.kept : wire.agents.own,
      signal: bounds.signal,
      tryMs: Math.max(1, Math.min(wire.timeouts.tryMs, bounds.remainingMs())),
      timeouts: wire.timeouts,
    })
    const tried = await digest(answer, attempt.read)
    report(answer.status, tried.requestId)
    return tried
  } catch (error) {
    if (!(error instanceof NetworkFault)) {
      if (error instanceof EloquaResponseError) report(error.status, error.requestId)
      throw error
    }
    report(undefined, undefined)
    return { fault: error.kind, cause: error }
  }
}

async function digest<T>(answer: ApiResponse, read: (answer: ApiResponse) => Promise<T>) {
  const { status, headers } = answer
  const head = {
    status,
    requestId: requestIdOf(headers),
    retryAfterMs: parseRetryAfter(headers['retry-after'], Date.now()),
  }
  if (status >= 200 && status < 300) return { ...head, value: await read(answer) }
  return { ...head, refusal: await readText(answer, maxRefusalBytes) }
}

const maxRefusalBytes = 64 * 1024

/** The whole body as text, without a mark of the byte order, cut at `maxBytes`. */
export async function readText(answer: ApiResponse, maxBytes = Number.POSITIVE_INFINITY): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of answer.chunks()) {
    parts.push(chunk)
    size += chunk.length
    if (size >= maxBytes) break
  }
  return new TextDecoder().decode(Buffer.concat(parts))
}

/** The bounds end a try as well; what a request not to be repeated did before is then unknown. */
function stopIfOver<T>(attempt: Attempt<T>, tried: Tried<T>, facts: RequestFacts, bounds: Bounds): void {
  if (!('fault' in tried)) return
  const over = bounds.signal?.aborted === true || bounds.remainingMs() <= 0
  if (!over) return
  if (!attempt.repeatable && tried.fault !== 'not-sent') throw failureOf(attempt, tried, facts, true)
  bounds.check(`${facts.method} ${facts.path}`)
}

function resultOf<T>(tried: Tried<T>, { busyWaitMs }: Attempt<T>): TryResult {
  if ('fault' in tried) return { fault: tried.fault }
  const { status, retryAfterMs = status === 429 ? busyWaitMs : undefined } = tried
  return { status, retryAfterMs }
}

function failureOf<T>(
  { ofRows = false }: Attempt<T>,
  tried: Tried<T>,
  facts: RequestFacts,
  unknown: boolean,
): Error {
  const full: RequestFacts =
    'fault' in tried
      ? { ...facts, cause: tried.cause }
      : { ...facts, status: tried.status, requestId: tried.requestId }
  if (unknown) {
    return new EloquaUnknownOutcomeError(
      `${describeRequest(full)}; it may have been carried out: check before sending it again`,
      full,
    )
  }
  if ('refusal' in tried) return errorOfAnswer({ ...full, status: tried.status }, tried.refusal, { ofRows })
  const message = `${describeRequest(full)}; ${'cause' in tried ? tried.cause.message : ''}: try later`
  return 'fault' in tried && tried.fault === 'timeout'
    ? new EloquaTimeoutError(message, full)
    : new EloquaUnavailableError(message, full)
}
