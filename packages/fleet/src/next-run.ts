/** The next time after `after` that a cron schedule names, in UTC. Knows `*`, numbers and lists in minute and hour, which is all that stages have; throws RangeError for more. */
export function nextRunOf(schedule: string, after: Date): Date {
  const [minute = '', hour = '', ...days] = schedule.split(' ')
  if (days.join(' ') !== '* * *')
    throw new RangeError(`schedule ${schedule} names days, which this does not read: only minutes and hours`)
  const [minutes, hours] = [valuesOf(minute, 60), valuesOf(hour, 24)]
  const next = new Date(after)
  next.setUTCSeconds(0, 0)
  for (let tries = 0; tries < 24 * 60; tries += 1) {
    next.setUTCMinutes(next.getUTCMinutes() + 1)
    if (minutes.has(next.getUTCMinutes()) && hours.has(next.getUTCHours())) return next
  }
  throw new RangeError(`schedule ${schedule} names no time of a day`)
}

function valuesOf(text: string, size: number): ReadonlySet<number> {
  if (text === '*') return new Set(Array.from({ length: size }, (_, at) => at))
  const values = text.split(',').map(Number)
  if (values.some((value) => !Number.isInteger(value) || value < 0 || value >= size))
    throw new RangeError(`${text} is not a list of numbers below ${size}`)
  return new Set(values)
}
