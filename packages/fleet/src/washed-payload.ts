/** A contact as the queues hold it: field -> value, as text. */
type Payload = Readonly<Record<string, unknown>>

/** Values as exported of the fields that washing changed; null where the export did not hold the field. */
export type ExportedValues = Readonly<Record<string, string | null>>

/** No contact field begins with an underscore, so this is none of them. */
const exportedKey = '_exported'

/**
 * The washed contact with what the import needs to know of the wash: which fields it changed, and what they were. So the
 * import writes nothing else, and nothing over a value that is newer than the export. A field that a person corrected before keeps what was exported.
 */
export function withExportedValues(before: Payload, washed: Payload): Record<string, unknown> {
  const noted = exportedValues(before)
  const exported = (field: string) => {
    if (noted !== undefined && Object.hasOwn(noted, field)) return noted[field] ?? null
    return Object.hasOwn(before, field) ? asText(before[field]) : null
  }
  const changed = Object.keys(washed).filter(
    (field) =>
      (noted !== undefined || washed[field] !== before[field]) &&
      !field.startsWith('_') &&
      asText(washed[field]) !== asText(exported(field)),
  )
  const values = changed.map((field) => [field, exported(field)])
  return { ...washed, [exportedKey]: Object.fromEntries(values) }
}

/** What {@link withExportedValues} noted; undefined for a contact that was washed without that note, as by the old fleet. */
export function exportedValues({ [exportedKey]: noted }: Payload): ExportedValues | undefined {
  return typeof noted === 'object' && noted !== null ? (noted as ExportedValues) : undefined
}

/** They say which contact it is: another one would be written. */
const identifiers: ReadonlySet<string> = new Set(['emailAddress', 'ContactID'])

/** Why a person may not correct a field of a contact; undefined where they may. A field that was not read is not written. */
export function correctionFault(payload: Payload, field: string): string | undefined {
  if (field.startsWith('_')) return 'this is no field of a contact'
  if (identifiers.has(field)) return 'this field says which contact it is'
  if (!Object.hasOwn(payload, field) || exportedValues(payload)?.[field] === null)
    return 'this field was not exported, and what was not read is not written'
  return undefined
}

/**
 * The contact with a value that a person corrected. What was exported is noted as for a wash, so that the import writes the field, and not over
 * a newer value. A contact that was washed without that note gets none: all that it holds is written.
 */
export function withCorrectedValue(
  payload: Payload,
  { field, value, isWashed }: { readonly field: string; readonly value: string; readonly isWashed: boolean },
): Record<string, unknown> {
  const noted = exportedValues(payload)
  if (noted === undefined && isWashed) return { ...payload, [field]: value }
  const exported = noted?.[field] ?? asText(payload[field])
  return { ...payload, [field]: value, [exportedKey]: { ...noted, [field]: exported } }
}

/** The contact as it was exported, before washing: its fields alone. */
export function asExported(payload: Payload): Record<string, unknown> {
  const fields = Object.entries(payload).filter(([field]) => !field.startsWith('_'))
  const held = { ...Object.fromEntries(fields), ...exportedValues(payload) }
  return Object.fromEntries(Object.entries(held).filter(([, value]) => value !== null))
}

/** The address as it was exported, whatever washing made of it: `fallback` where there is none. */
export function exportedAddress(payload: Payload, fallback: string): string {
  const address = exportedValues(payload)?.['emailAddress'] ?? asText(payload['emailAddress'])
  return address.trim().toLowerCase() === fallback.trim().toLowerCase() ? address : fallback
}

/** All that {@link exportedAddress} looks at, as paths within a payload. */
export const addressPaths: readonly string[] = ['emailAddress', `${exportedKey}.emailAddress`]

/** A value as an import writes it: nothing is a blank. */
export function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

/** Numbers of MongoDB that are none of JavaScript. */
const mongodbNumbers: ReadonlySet<unknown> = new Set(['Long', 'Decimal128'])

/** A value that a field of a contact can hold, as text; undefined for any other: `NaN` or `[object Object]` is nobody's city. */
export function fieldText(value: unknown): string | undefined {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  const isNumber =
    typeof value === 'number' || mongodbNumbers.has((value as { _bsontype?: unknown })?._bsontype)
  const text = isNumber ? String(value) : ''
  return isNumber && Number.isFinite(Number(text)) ? text : undefined
}
