import { setTimeout as delay } from 'node:timers/promises'
import type { SyncKind } from '../entries/entry.ts'
import { decideQuota, type KindUsage } from './quota.ts'

export type QuotaOptions = {
  /** ends the waiting; its reason is thrown */
  signal?: AbortSignal
  /** how long to wait for quota at most, default 0: do not wait */
  maxWaitMs?: number
  /** default: a timer that rejects with the signal's reason */
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  onWait?: (kind: SyncKind, waitMs: number, used: number) => void
}

/** A place may come free sooner than the oldest entry says: others abandon theirs. */
const longestPauseMs = 60_000

/** Waits until the quota allows another sync; `stop` as soon as it is clear that this takes longer than `maxWaitMs`. */
export async function waitForQuota(
  kind: SyncKind,
  limit: { limit: number; share: number },
  usage: () => Promise<KindUsage>,
  { signal, maxWaitMs = 0, sleep = abortableSleep, onWait }: QuotaOptions = {},
): Promise<'go' | 'stop'> {
  let patienceMs = maxWaitMs
  for (;;) {
    signal?.throwIfAborted()
    const used = await usage()
    const decision = decideQuota(used, limit.limit, limit.share)
    if (decision.hasQuota) return 'go'
    if (decision.retryInMs > patienceMs) return 'stop'
    const pauseMs = Math.min(decision.retryInMs, longestPauseMs)
    onWait?.(kind, pauseMs, used.used)
    await sleep(pauseMs, signal)
    patienceMs -= pauseMs
  }
}

async function abortableSleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted())
}
