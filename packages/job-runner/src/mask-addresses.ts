const masked = '***@***'
/** The sign itself, and as addresses of pages, JSON and HTML write it. */
const atSign = /@|%40|\\+u0040|&#64;/gi
/** Before the sign: letters and digits of any script, and the characters that an address may have without quotes. */
const inLocalPart = /[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]/u
/** After it, from its place on. */
const domain = /(?:[\p{L}\p{N}\p{M}_-]+\.)+\p{L}{2,}/uy
/** What stands between quotes, the last of which may be escaped; what separates values of JSON does not. */
const quotedPart = /"[^"\\,:{}[\]]*[\p{L}\p{N}][^"\\,:{}[\]]*\\*"$/u
/** RFC 5321 allows 64, and the quotes. */
const longestQuoted = 70

/**
 * The text with its mail addresses masked, quoted and encoded ones too. Each sign is looked at once, to its left and to its right, and
 * never past another one, so that the time is linear in the length of the text, whatever is in it.
 */
export function maskAddresses(text: string): string {
  let result = ''
  let from = 0
  let last = 0
  for (const { 0: sign, index: at } of text.matchAll(atSign)) {
    if (at < from) continue
    const start = startOf(text, at, Math.max(from, last))
    last = at + sign.length
    domain.lastIndex = last
    const end = start < at && domain.test(text) ? domain.lastIndex : undefined
    if (end === undefined) continue
    result += text.slice(from, start) + masked
    from = end
  }
  return from === 0 ? text : result + text.slice(from)
}

function startOf(text: string, at: number, from: number): number {
  let start = at
  while (start > from && inLocalPart.test(text.charAt(start - 1))) start -= 1
  if (start < at || text.charAt(at - 1) !== '"') return start
  const before = text.slice(Math.max(from, at - longestQuoted), at)
  const quoted = quotedPart.exec(before)
  if (quoted === null) return at
  const opening = at - (before.length - quoted.index)
  return opening > from && text.charAt(opening - 1) === '\\' ? opening - 1 : opening
}
