import { binaryKind, encodingOfStart } from '@dwmops/record-files/encoding'

/** The text of a file of any of the usual encodings. Throws an Error that says what to do with a file that is no text. */
export function sheetText(bytes: Uint8Array): string {
  const kind = binaryKind(bytes)
  if (kind !== undefined)
    throw new Error(`It is ${kind}. Save it as CSV and take that, or copy its cells and paste them.`)
  const marked = encodingOfStart(bytes)
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes) // as spreadsheets on Windows save CSV
  }
}
