import { setTimeout as sleep } from 'node:timers/promises'
import type { RunMetrics } from './stage-context.ts'

/**
 * Does the work of a run once; with a pause, again and again until the run has to end, so that what comes in meanwhile waits
 * for seconds instead of for the next run.
 */
export async function idlePoll(
  work: (metrics: RunMetrics) => Promise<void>,
  options: {
    /** Undefined: one look. */
    readonly pauseSeconds: number | undefined
    readonly stopSignal: AbortSignal
    readonly metrics: RunMetrics
  },
): Promise<void> {
  const { pauseSeconds, stopSignal } = options
  const sums = pauseSeconds === undefined ? undefined : sumsOver(options.metrics)
  do {
    sums?.nextLook()
    await work(sums?.metrics ?? options.metrics)
  } while (pauseSeconds !== undefined && (await isOver(pauseSeconds, stopSignal)))
}

/** False when the run has to end before the pause is over. */
async function isOver(pauseSeconds: number, stopSignal: AbortSignal): Promise<boolean> {
  try {
    await sleep(pauseSeconds * 1000, undefined, { signal: stopSignal })
    return true
  } catch {
    // the signal is the only thing that ends a sleep early
    return false
  }
}

/** A look reports what it did itself; the run reports the sum of its looks. */
function sumsOver(metrics: RunMetrics): { readonly metrics: RunMetrics; nextLook(): void } {
  let earlier = new Map<string, number>()
  const sums = new Map<string, number>()
  const set = (name: string, value: number, ...labels: unknown[]) => {
    const series = JSON.stringify([name, labels])
    const sum = (earlier.get(series) ?? 0) + value
    sums.set(series, sum)
    ;(metrics.set as (...args: unknown[]) => void)(name, sum, ...labels)
  }
  return {
    metrics: { set: set as RunMetrics['set'] },
    nextLook() {
      earlier = new Map(sums)
    },
  }
}
