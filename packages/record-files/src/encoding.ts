/** Encodings of text files, by the names that `--encoding` takes. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

export type Encoding = (typeof encodings)[number]

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
  if (pairs > 0 && odd > 0.4 * pairs && even === 0) return 'utf-16le'
  return pairs > 0 && even > 0.4 * pairs && odd === 0 ? 'utf-16be' : undefined
}

/** What a file is that no text encoding fits, as a person would call it; undefined for what may be text. */
export function binaryKind(start: Uint8Array): string | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => start[at] === byte)
  if (begins(0x50, 0x4b, 0x03, 0x04)) return 'an Excel workbook (.xlsx) or another ZIP archive'
  return begins(0xd0, 0xcf, 0x11, 0xe0) ? 'an old Excel workbook (.xls)' : undefined
}
