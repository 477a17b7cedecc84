/** A contact as the queues hold it: field -> value, as text. */
type Payload = Readonly<Record<string, unknown>>

/** Values as exported of the fields that washing changed; null where the export did not hold the field. */
export type ExportedValues = Readonly<Record<string, string | null>>

/** No contact field begins with an underscore, so this is none of them. */
const exportedKey = '_exported'

/**
 * The washed contact with what the import needs to know of the wash: which fields it changed, and what they were. So the
 * import writes nothing else, and nothing over a value that is newer than the export.
 */
export function withExportedValues(before: Payload, washed: Payload): Record<string, unknown> {
  const changed = Object.keys(washed).filter(
    (field) => !field.startsWith('_') && asText(washed[field]) !== asText(before[field]),
  )
  const values = changed.map((field) => [field, Object.hasOwn(before, field) ? asText(before[field]) : null])
  return { ...washed, [exportedKey]: Object.fromEntries(values) }
}

/** What {@link withExportedValues} noted; undefined for a contact that was washed without that note, as by the old fleet. */
export function exportedValues({ [exportedKey]: noted }: Payload): ExportedValues | undefined {
  return typeof noted === 'object' && noted !== null ? (noted as ExportedValues) : undefined
}

/** The address as it was exported, whatever washing made of it: `fallback` where there is none. */
export function exportedAddress(payload: Payload, fallback: string): string {
  const address = exportedValues(payload)?.['emailAddress'] ?? asText(payload['emailAddress'])
  return address.trim().toLowerCase() === fallback.trim().toLowerCase() ? address : fallback
}

/** A value as an import writes it: nothing is a blank. */
export function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
