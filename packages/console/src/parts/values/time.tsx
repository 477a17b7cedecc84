import { serverNow } from '../../api/server-clock.ts'
import { inFull, shortTime, timeAgo } from './time-words.ts'

/** A moment in the reader's own zone, which the shell names; with its year when it is not of this one. In full with seconds and zone. UTC on hover. */
export function Time({ at, ago = false, full = false }: { at: string; ago?: boolean; full?: boolean }) {
  const date = new Date(at)
  const utc = `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const title = ago ? `${inFull.format(date)} (${utc})` : utc
  return (
    <time dateTime={at} title={title}>
      {ago ? timeAgo(date, serverNow()) : full ? inFull.format(date) : shortTime(date)}
    </time>
  )
}
