const hourMs = 3_600_000
const pattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** Milliseconds of an ISO-8601 duration without months and years; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const found = pattern.exec(text)
  if (!found || text.endsWith('P') || text.endsWith('T')) return undefined
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0))
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0)
  return wholeDays * 24 * hourMs + (hours ?? 0) * hourMs + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000
}

export const shortestDurationMs = hourMs
export const longestRetentionMs = 14 * 24 * hourMs
