const masked = '***@***'
/** Before the @: letters and digits of any script, and the signs that an address may have without quotes. */
const inLocalPart = /[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]/u
/** After the @, from its place on. */
const domain = /(?:[\p{L}\p{N}\p{M}_-]+\.)+\p{L}{2,}/uy

/**
 * The text with its mail addresses masked. Each @ is looked at once, to its left and to its right and never past another one, so that
 * the time is linear in the length of the text, whatever is in it.
 */
export function maskAddresses(text: string): string {
  let result = ''
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOf(text, at, from)
    domain.lastIndex = at + 1
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
  return start
}
