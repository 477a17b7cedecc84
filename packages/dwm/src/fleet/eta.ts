import type { RunDocument } from '@dwmops/job-runner'

/** Records that the last runs took in per second of their work; undefined when none took any. The wait between runs is not in it. */
export function recordsPerSecond(runs: readonly RunDocument[]): number | undefined {
  const useful = runs.filter(({ counts, durationMs }) => (counts?.in ?? 0) > 0 && (durationMs ?? 0) > 0)
  const records = useful.reduce((sum, { counts }) => sum + (counts?.in ?? 0), 0)
  const ms = useful.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0)
  return ms === 0 ? undefined : (records * 1000) / ms
}

/** Seconds until so many records are through; undefined when there is no run to reckon from. */
export function etaSeconds(records: number, runs: readonly RunDocument[]): number | undefined {
  if (records === 0) return 0
  const rate = recordsPerSecond(runs)
  return rate === undefined ? undefined : Math.ceil(records / rate)
}
