/** Orders texts by code point, as Python sorts strings; JavaScript's own order differs beyond U+FFFF. */
export function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    if (a !== b) return raiseSurrogates(a) - raiseSurrogates(b)
  }
  return left.length - right.length
}

function raiseSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
