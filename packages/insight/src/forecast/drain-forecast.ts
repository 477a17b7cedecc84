import type { RunDocument } from '@dwmops/job-runner'

/** When a queue will be empty, if its stage goes on as in its last runs and nothing comes in. */
export interface DrainForecast {
  readonly seconds: number
  readonly finishAt: Date
}

const windowMs = 3_600_000

/** Runs of a stage that a forecast looks at: an hour of runs once a minute, and some replicas. */
export const runsForForecast = 100

/**
 * Goes on at the rate of the last hour, pauses between runs included: what was taken out since the first run that began
 * in it. Undefined where nothing was, so that nothing can be said; a forecast for an empty queue is 0 seconds.
 */
export function drainForecast(
  waiting: number,
  runs: readonly RunDocument[],
  now: Date,
): DrainForecast | undefined {
  if (waiting === 0) return { seconds: 0, finishAt: now }
  const began = now.getTime() - windowMs
  const recent = runs.filter(({ startedAt }) => startedAt.getTime() >= began)
  const out = recent.reduce((sum, { counts }) => sum + (counts?.out ?? 0), 0)
  if (out === 0) return undefined
  const first = Math.min(...recent.map(({ startedAt }) => startedAt.getTime()))
  const seconds = Math.round((waiting * (now.getTime() - first)) / 1000 / out)
  return { seconds, finishAt: new Date(now.getTime() + seconds * 1000) }
}
