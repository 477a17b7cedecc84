/** ISO-8601 with the seven decimals of Eloqua's JSON. */
export function isoTime(ms: number): string {
  const iso = new Date(ms).toISOString()
  return `${iso.slice(0, -1)}0000Z`
}

/** `YYYY-MM-DD HH:mm:ss` in UTC, as in exported rows and filters. */
export function plainTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

const plainPattern = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?))?Z?$/

/** Reads `YYYY-MM-DD`, with or without time and fraction, as if in UTC; undefined for anything else. */
export function readPlainTime(text: string): number | undefined {
  const found = plainPattern.exec(text.trim())
  if (!found) return undefined
  const ms = Date.parse(`${found[1]}T${found[2] ?? '00:00:00'}Z`)
  return Number.isNaN(ms) ? undefined : ms
}
