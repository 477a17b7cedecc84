const leadingDigits = /^[0-9]*/

/**
 * A US zip: the digits it begins with, the first five, filled up with zeros. Without leading digits the original
 * makes '00000' of it; with `keepWithoutDigits` it stays as it is.
 */
export function cleanZipcodeUs(zip: string, keepWithoutDigits: boolean): string {
  if (zip === '') return zip
  const digits = leadingDigits.exec(zip)?.[0] ?? ''
  if (digits === '' && keepWithoutDigits) return zip
  return digits.slice(0, 5).padStart(5, '0')
}
