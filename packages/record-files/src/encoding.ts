/** An encoding of text by a name of the WHATWG Encoding Standard, such as `utf-8`, `windows-1251` or `shift_jis`. */
export type Encoding = string

/** True for the name of an encoding that can be read. */
export function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name, { fatal: true })
    return true
  } catch {
    return false // a RangeError, which is how one finds out
  }
}

const byteOrderMarks: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * The encoding that the first bytes of a file show: by its byte order mark, or by the zero bytes that Latin letters have in
 * UTF-16; undefined for anything else.
 */
export function encodingOfStart(start: Uint8Array): Encoding | undefined {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, at) => start[at] === byte))
  if (marked !== undefined) return marked[0]
  const pairs = Math.floor(Math.min(start.length, 1024) / 2)
  const zeros = [0, 0]
  for (let at = 0; at < 2 * pairs; at += 1) if (start[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  // an ideographic space, U+3000, and a few other characters have their zero byte on the other side
  if (odd > 0.4 * pairs && odd > 8 * even) return 'utf-16le'
  return even > 0.4 * pairs && even > 8 * odd ? 'utf-16be' : undefined
}

/** Bytes that Windows-1252 gives no letter: Japanese or Cyrillic text in an encoding of its own has some of them. */
const withoutLetter = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** True for bytes that may be Windows-1252. */
export function mayBeWindows1252(bytes: Uint8Array): boolean {
  return !withoutLetter.some((byte) => bytes.includes(byte))
}

/** What a file is that cannot be read as text here, as a person would call it; undefined for what may be. */
export function binaryKind(start: Uint8Array): string | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => start[at] === byte)
  if (begins(0x50, 0x4b, 0x03, 0x04)) return 'an Excel workbook (.xlsx) or another ZIP archive'
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'an old Excel workbook (.xls)'
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'a PDF document'
  // the mark of little-endian UTF-16 is the first half of it
  const isUtf32 = begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff)
  return isUtf32 ? 'text in UTF-32' : undefined
}
