/** Code of a dead letter whose contact is not in Eloqua any more: all of them can be discarded at once by it. */
export const goneCode = 'CONTACT_GONE'

const goneCodes: ReadonlySet<string> = new Set(['ELQ-00034', 'ELQ-00085'])

/** Whether Eloqua says of a row of an import that creates nobody that there is no such contact. */
export function isGoneCode(statusCode: string): boolean {
  return goneCodes.has(statusCode)
}

/** Why the record is a dead letter; `evidence`: Eloqua's code, or what else shows it. */
export function goneContact(evidence: string): { code: string; message: string } {
  const message = `Eloqua has no such contact any more: it was deleted, or its address changed, since its export (${evidence})`
  return { code: goneCode, message }
}
