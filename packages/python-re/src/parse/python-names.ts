import { unicodeClasses } from '../unicode/unicode-classes.ts'

/** Python's str.isidentifier(). */
export function isIdentifier(text: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text)
}

/** Python's int(text): white space around, a sign, any decimal digits, single '_' between them; undefined if it raises. */
export function pythonInteger(text: string): number | undefined {
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0)
  while (codes.length > 0 && unicodeClasses.space.has(codes[0] as number)) codes.shift()
  while (codes.length > 0 && unicodeClasses.space.has(codes.at(-1) as number)) codes.pop()
  const sign = codes[0] === 0x2d ? -1 : 1
  if (codes[0] === 0x2d || codes[0] === 0x2b) codes.shift()
  if (codes.length === 0) return undefined
  let value = 0
  let afterDigit = false
  for (const code of codes) {
    const digit = digitValue(code)
    if (digit === undefined && !(code === 0x5f && afterDigit)) return undefined
    afterDigit = digit !== undefined
    if (digit !== undefined) value = value * 10 + digit
  }
  return afterDigit ? sign * value : undefined
}

function digitValue(code: number): number | undefined {
  for (const [low, high] of unicodeClasses.digit.ranges()) {
    if (code >= low && code <= high) return (code - low) % 10
  }
  return undefined
}
