const unlike = /[\u0130\u03f4\u2126\u212a\u212b]/g
const alike: ReadonlyMap<string, string> = new Map([
  ['\u0130', 'I'],
  ['\u03f4', '\u0398'],
  ['\u2126', '\u03a9'],
  ['\u212a', 'K'],
  ['\u212b', '\u00c5'],
])
const beyondAscii = /[^\0-\x7f]/

/**
 * The form of a text in which characters that Python's IGNORECASE takes as one are the same: upper-case, and the few
 * letters of which it has several in one (İ and I, the Kelvin sign and K, ...). Only ẞ stays apart from ß (SS).
 */
export function comparable(text: string): string {
  const upper = text.toUpperCase()
  return beyondAscii.test(upper) ? upper.replace(unlike, (letter) => alike.get(letter) ?? letter) : upper
}
