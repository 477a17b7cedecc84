type Payload = Readonly<Record<string, unknown>>

const identifiers = ['emailAddress', 'ContactID']

/** Fields of a record that a person may correct: what was exported, but what names the contact. The server has the last word. */
export function correctableFields(payload: Payload): string[] {
  const noted = payload['_exported']
  const exported = typeof noted === 'object' && noted !== null ? (noted as Payload) : {}
  return Object.keys(payload).filter(
    (field) => !field.startsWith('_') && !identifiers.includes(field) && exported[field] !== null,
  )
}

/** A value as it is compared and imported: nothing is a blank. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
