const inFull = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const inShort = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })

/** A moment in the reader's own zone; UTC on hover. */
export function Time({ at, ago = false, full = false }: { at: string; ago?: boolean; full?: boolean }) {
  const date = new Date(at)
  const utc = `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const title = ago ? `${inFull.format(date)} (${utc})` : utc
  return (
    <time dateTime={at} title={title}>
      {ago ? timeAgo(date) : (full ? inFull : inShort).format(date)}
    </time>
  )
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** `3 min. ago`, in the reader's language. */
export function timeAgo(date: Date, now = Date.now()): string {
  const seconds = (date.getTime() - now) / 1000
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return relative.format(Math.trunc(seconds / size), unit)
}
