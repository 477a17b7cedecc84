import type { RunDocument } from '@dwmops/job-runner'

const windowMs = 3_600_000

/**
 * Seconds until a queue is empty if its stage goes on as in the last hour, pauses between runs included; undefined when it
 * took nothing out in that time, so that nothing can be said.
 */
export function drainSeconds(waiting: number, runs: readonly RunDocument[], now: Date): number | undefined {
  if (waiting === 0) return 0
  const began = now.getTime() - windowMs
  const recent = runs.filter(({ startedAt }) => startedAt.getTime() >= began)
  const out = recent.reduce((sum, { counts }) => sum + (counts?.out ?? 0), 0)
  const first = Math.min(...recent.map(({ startedAt }) => startedAt.getTime()))
  return out === 0 ? undefined : Math.round((waiting * (now.getTime() - first)) / 1000 / out)
}
