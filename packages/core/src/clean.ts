// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts U+001C to U+001F as white space
const spaceRuns = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g

/**
 * The text that rules are compared with: upper-case (full Unicode), without white space at the ends, every run of
 * white space one space. White space is what Python's `str.split` takes for it, so not U+FEFF and not U+200B.
 */
export function clean(value: string): string {
  const upper = value.toUpperCase()
  if (isTidy(upper)) return upper
  const spaced = upper.replace(spaceRuns, ' ')
  const start = spaced.startsWith(' ') ? 1 : 0
  return spaced.endsWith(' ') ? spaced.slice(start, -1) : spaced.slice(start)
}

/** True when the only white space is single spaces between words; nearly all values are, so it is worth a loop. */
function isTidy(text: string): boolean {
  let previous = space
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit === space ? previous === space : isOddSpace(unit)) return false
    previous = unit
  }
  return previous !== space || text.length === 0
}

const space = 0x20

function isOddSpace(unit: number): boolean {
  if (unit < space) return (unit >= 0x09 && unit <= 0x0d) || unit >= 0x1c
  if (unit < 0x85) return false
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  )
}
