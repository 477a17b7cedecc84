/** Differences up to this are of the way that an answer takes, and of its `date`, which has whole seconds. */
const toleratedMs = 30_000

let aheadMs = 0

/** Takes from an answer how far the clock of the server is ahead of the browser's, which may be off by hours. */
export function readServerClock({ headers }: Pick<Response, 'headers'>, now = Date.now()): void {
  const there = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(there)) return
  const difference = there - now
  aheadMs = Math.abs(difference) > toleratedMs ? difference : 0
}

/** The time by the clock of the server, by which ages of what it reports are told; in milliseconds. */
export function serverNow(now = Date.now()): number {
  return now + aheadMs
}
