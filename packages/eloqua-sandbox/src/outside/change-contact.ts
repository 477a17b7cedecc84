import { contactFields } from '../catalog/contact-catalog.ts'
import { Refusal } from '../http/refusal.ts'
import type { Instance } from '../instance/instance.ts'

type Values = Readonly<Record<string, string>>

/** The field keys and texts of a body, which may stand below `fields`. Throws a Refusal (400) for anything else. */
export function fieldsOf(body: Readonly<Record<string, unknown>>): Values {
  const given = typeof body['fields'] === 'object' && body['fields'] !== null ? body['fields'] : body
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(given)) {
    const isKnown = contactFields.some((one) => one.key === key)
    if (!isKnown || typeof value !== 'string') throw new Refusal(400, `${key} is no field key with a text.`)
    values[key] = value
  }
  return values
}

/** Changes a contact as a form or a CRM does. */
export function writeContact({ contacts, clock }: Instance, row: number, values: Values): void {
  for (const { key, internalName } of contactFields) {
    const value = values[key]
    if (value !== undefined) contacts.set(row, internalName, value, clock.now())
  }
}

/** Deletes a contact and its memberships; its custom object records stay. */
export function deleteContact({ contacts, lists }: Instance, row: number): void {
  for (const list of lists) list.remove([row])
  contacts.delete(row)
}
