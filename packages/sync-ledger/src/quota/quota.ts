import type { SyncKind } from '../entries/entry.ts'

/** Syncs an hour by kind, for the whole instance. */
export type SoftLimits = Record<SyncKind, number>

/** Oracle's soft limits (Bulk API limits page): above them the instance slows down and Oracle may step in. */
export const softLimits: SoftLimits = { export: 2000, import: 2000, action: 4000 }

/** Syncs planned in the last hour of the database's clock, all stages, and the age of the oldest of them. */
export type KindUsage = { used: number; oldestAgeMs: number }
export type HourlyUsage = Record<SyncKind, KindUsage>

export type QuotaDecision = { hasQuota: true; left: number } | { hasQuota: false; retryInMs: number }

export const hourMs = 3_600_000
/** Looking again sooner than this brings nothing. */
const shortestWaitMs = 1000

/** Whether one more sync keeps within `share` of the limit; if not, in how many milliseconds the oldest falls out of the hour. */
export function decideQuota({ used, oldestAgeMs }: KindUsage, limit: number, share = 0.8): QuotaDecision {
  const left = Math.floor(limit * share) - used
  if (left > 0) return { hasQuota: true, left }
  return { hasQuota: false, retryInMs: Math.max(shortestWaitMs, hourMs - oldestAgeMs + 1) }
}
