const masked = '***@***'
/** The sign itself, and as addresses of pages (within others, too), JSON, scripts and HTML write it. */
const atSign = /[@＠]|(?:%(?:25){0,3}|\\{1,4}x)40|\\{1,4}u0040|&#0{0,4}64;|&#x0{0,4}40;|&commat;/gi
/** Before the sign: letters and digits of any script, and the characters that an address may have without quotes. */
const inLocalPart = /[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]/u
/** The same as JSON escapes it: letters beyond ASCII, and the signs `+`, `'` and `&`. */
const escapedInLocalPart = /\\{1,4}u(?:00(?:2b|27|26)|(?!00[0-7])[0-9a-f]{4})$/i
const longestEscape = 9
/** A letter beyond ASCII, as addresses of pages and JSON write it. */
const encodedLetter = String.raw`%[89a-f][0-9a-f]|\\{1,4}u(?!00[0-7])[0-9a-f]{4}`
const dot = String.raw`(?:[.。]|%2e|\\{1,4}u002e|&#46;|&#x2e;|&period;)`
/** After it, from its place on: names with dots between, or a number of the network in brackets. */
const domain = new RegExp(
  String.raw`(?:(?:[\p{L}\p{N}\p{M}_-]|${encodedLetter})+${dot})+(?:\p{L}|${encodedLetter}){2,}|\[[\w.:]{7,50}\]`,
  'iuy',
)
/** How a quote is written. */
const quote = String.raw`(?:\\*"|\\{1,4}u0022|&quot;|&#34;|&#x22;)`
const afterQuote = new RegExp(`${quote}$`, 'i')
/** What stands between quotes, and is not what separates values of JSON: that neither begins nor ends with a letter or digit. */
const quotedPart = new RegExp(
  String.raw`${quote}(?=[\p{L}\p{N}])(?:(?!${quote})[^"\\])*(?<=[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-])${quote}$`,
  'iu',
)
/** RFC 5321 allows 64, and the quotes. */
const longestQuoted = 80
const longestQuote = 9

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
  const before = text.slice(Math.max(from, at - longestQuoted), at)
  const quoted = afterQuote.test(before.slice(-longestQuote)) ? quotedPart.exec(before) : null
  return quoted === null ? startOfPlain(text, at, from) : at - (before.length - quoted.index)
}

function startOfPlain(text: string, at: number, from: number): number {
  let start = at
  for (;;) {
    while (start > from && inLocalPart.test(text.charAt(start - 1))) start -= 1
    // of an escape the loop above has taken all but its backslash
    if (start === from || start === at || text.charAt(start - 1) !== '\\') return start
    const escaped = escapedInLocalPart.exec(text.slice(Math.max(from, start - longestEscape), start + 5))
    if (escaped === null) return start
    start = start + 5 - escaped[0].length
  }
}
