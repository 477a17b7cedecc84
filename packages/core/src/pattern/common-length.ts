/**
 * For each place from `from` to `to` - 1: how many characters from there on are the same as those from `other` on, as
 * far as that many (the Z algorithm: time grows with to - from alone).
 */
export function commonLengths(
  codes: Int32Array,
  length: number,
  other: number,
  from: number,
  to: number,
): Int32Array {
  const most = Math.min(length - other, to - from)
  const own = selfLengths(codes, other, most)
  const result = new Int32Array(to - from)
  let left = from
  let right = from
  for (let i = from; i < to; i++) {
    let same = i < right ? Math.min(own[i - left] as number, right - i) : 0
    while (same < most && i + same < length && codes[other + same] === codes[i + same]) same++
    if (i + same > right) {
      left = i
      right = i + same
    }
    result[i - from] = same
  }
  return result
}

function selfLengths(codes: Int32Array, start: number, length: number): Int32Array {
  const result = new Int32Array(length + 1)
  result[0] = length
  let left = 0
  let right = 0
  for (let i = 1; i < length; i++) {
    let same = i < right ? Math.min(result[i - left] as number, right - i) : 0
    while (i + same < length && codes[start + same] === codes[start + i + same]) same++
    if (i + same > right) {
      left = i
      right = i + same
    }
    result[i] = same
  }
  return result
}
