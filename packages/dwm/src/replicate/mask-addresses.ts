/** Gives each mail address another one: the same every time for the same address, whatever its case. */
export type Mask = (address: string) => string

/**
 * What stands between separators, and before it the quoted part of an address; each within bounds of its own, so that matching takes time in
 * proportion to the text.
 */
const word = /(?:"[^"@]{1,64}"@)?[^\s"'<>()[\]{},;:\\]+/g

/** A copy of a document whose strings, however deep, hold masked addresses. What is no string stays as it is. */
export function maskAddresses(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return maskWords(value, mask)
  if (Array.isArray(value)) return value.map((one) => maskAddresses(one, mask))
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskAddresses(one, mask)]))
}

function maskWords(text: string, mask: Mask): string {
  if (!text.includes('@')) return text
  return text.replaceAll(word, (found) => {
    const stop = found.endsWith('.') ? '.' : ''
    const address = found.slice(0, found.length - stop.length)
    const isAddress = address.lastIndexOf('@') > 0 && !address.endsWith('@')
    return isAddress ? mask(address) + stop : found
  })
}

/** Ids, dates and numbers of BSON are objects too. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
