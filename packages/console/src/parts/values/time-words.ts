/** Day and time with seconds and zone. */
export const inFull = new Intl.DateTimeFormat(undefined, {
  ...{ year: 'numeric', month: 'short', day: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
})
const thisYear = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const
const inShort = new Intl.DateTimeFormat(undefined, thisYear)
const inShortWithYear = new Intl.DateTimeFormat(undefined, { year: 'numeric', ...thisYear })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })

/** Day and time; the year too, when it is not this one. */
export function shortTime(date: Date, now = new Date()): string {
  return (date.getFullYear() === now.getFullYear() ? inShort : inShortWithYear).format(date)
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** `3 min. ago`, in the reader's language. */
export function timeAgo(date: Date, now: number): string {
  const seconds = (date.getTime() - now) / 1000
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return relative.format(Math.trunc(seconds / size), unit)
}
