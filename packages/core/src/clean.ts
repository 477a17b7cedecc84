/** What Python's `str.split` takes for white space, so not U+FEFF and not U+200B; without the plain space. */
const oddSpaces = '\\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const spaceRuns = new RegExp(`[ ${oddSpaces}]+`, 'g')
/** Nearly all values have only single spaces between words, which is found twice as fast as they are replaced. */
const untidy = new RegExp(`^ | $| {2}|[${oddSpaces}]`)

/**
 * The text that rules are compared with: upper-case (full Unicode), without white space at the ends, every run of
 * white space one space.
 */
export function clean(value: string): string {
  const upper = value.toUpperCase()
  if (!untidy.test(upper)) return upper
  const spaced = upper.replace(spaceRuns, ' ')
  const start = spaced.startsWith(' ') ? 1 : 0
  return spaced.endsWith(' ') ? spaced.slice(start, -1) : spaced.slice(start)
}
