/** Shorter texts are taken for as long as they can be: three bytes a UTF-16 unit. */
const countedFrom = 1_000
/** What stands around a value in a document: its kind, its length, the end of its key. */
const aroundBytes = 16

/**
 * How many bytes a value takes in a stored document, never fewer than it really does: long texts to the byte, short ones by their upper
 * bound.
 */
export function storedBytes(value: unknown): number {
  if (typeof value === 'string') return aroundBytes + textBytes(value)
  if (typeof value !== 'object' || value === null) return aroundBytes
  if (ArrayBuffer.isView(value)) return aroundBytes + value.byteLength
  let bytes = aroundBytes
  for (const [key, inner] of Object.entries(value)) bytes += textBytes(key) + storedBytes(inner)
  return bytes
}

/** Bytes of a text in UTF-8; a lone surrogate takes three, as the character in its place does. */
function textBytes(text: string): number {
  if (text.length < countedFrom) return 3 * text.length
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    else if (isPair(unit, text.charCodeAt(index + 1))) {
      bytes += 4
      index += 1
    } else bytes += 3
  }
  return bytes
}

function isPair(unit: number, next: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000
}
