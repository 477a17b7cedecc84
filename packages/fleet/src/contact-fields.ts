import builtIn from './contact-fields.json' with { type: 'json' }
import { type Form, form } from './setting-forms.ts'

/** Keys of a contact's record, in order, each with the Eloqua statement it is read from and written to. */
export type ContactFields = Readonly<Record<string, string>>

/** The 39 fields that the fleet exports and imports. */
export const contactFields: ContactFields = Object.freeze({ ...builtIn })

const statement = /^\{\{Contact\.(Id|Field\([A-Za-z]\w*\))\}\}$/
/** By these the fleet finds a contact again. */
const needed = { emailAddress: '{{Contact.Field(C_EmailAddress)}}', ContactID: '{{Contact.Id}}' } as const
/** Fields of an import at most (Oracle's page "Bulk API limits"): a stage would be refused each time it comes to it. */
const mostFields = 100

/** The form of a replacement file: the two fields that the fleet itself needs must be in it. */
export const contactFieldsForm: Form<ContactFields> = form(
  `JSON object {key: "{{Contact.Field(NAME)}}"} of at most ${mostFields} keys, each field once, emailAddress "${needed.emailAddress}" and ContactID "${needed.ContactID}" among them`,
  (content) => {
    const given = parseJson(content)
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined
    const entries = Object.entries(given)
    if (entries.length > mostFields || !entries.every(isField)) return undefined
    const fields: ContactFields = Object.freeze(Object.fromEntries(entries))
    // a second key for a field would write what the first one left alone, and one for the address would move the contact to another
    const distinct = new Set(Object.values(fields).map((one) => one.toLowerCase()))
    const isWhole = Object.entries(needed).every(([key, statement]) => fields[key] === statement)
    return isWhole && distinct.size === entries.length ? fields : undefined
  },
)

function isField(entry: [string, unknown]): entry is [string, string] {
  const [key, value] = entry
  return /^[A-Za-z]\w*$/.test(key) && typeof value === 'string' && statement.test(value)
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    // not JSON is reported as the wrong form, by the caller
    return undefined
  }
}
