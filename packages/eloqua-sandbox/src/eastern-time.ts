const hourMs = 3_600_000

const clockFace = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  timeZoneName: 'longOffset',
})

const offsets = new Map<number, number>()

/** What is to be added to a UTC time to get the wall clock of Eloqua's home, where system timestamps live by default. */
export function easternOffsetMs(ms: number): number {
  const hour = Math.floor(ms / hourMs)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const name = clockFace.formatToParts(hour * hourMs).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(name) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  if (offsets.size > 100_000) offsets.clear()
  offsets.set(hour, offset)
  return offset
}

/** The UTC time of an Eastern wall clock that was read as if it were UTC. */
export function fromEastern(wallMs: number): number {
  return wallMs - easternOffsetMs(wallMs - easternOffsetMs(wallMs))
}
