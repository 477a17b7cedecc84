import { InvalidArgumentError } from 'commander'

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A time as people write it: `2026-01-31T10:00Z`, or `3d`, `12h`, `30m` for so long ago. */
export function readTime(text: string): Date {
  const [, number, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? []
  const time =
    number === undefined ? new Date(text) : new Date(Date.now() - Number(number) * (unitMs[unit] ?? 0))
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('expected 2026-01-31T10:00Z, or 3d, 12h, 30m')
  return time
}
