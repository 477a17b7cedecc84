import { contactFields, contactIdKey, type KeyedField } from '../catalog/contact-catalog.ts'
import { ContactsFileError, SandboxOptionsError } from '../errors.ts'
import type { Contacts } from '../instance/contacts.ts'
import type { SandboxOptions } from '../options.ts'
import { generateContacts } from './generate-contacts.ts'
import { type FileContact, readContactsFile } from './read-contacts-file.ts'

const defaultCount = 2000

type Values = Readonly<Record<string, string>>

/** The contacts of the file that the options name, if any. Throws ContactsFileError. */
export async function contactsOfFile({
  contactsFile,
}: SandboxOptions): Promise<readonly FileContact[] | undefined> {
  if (contactsFile === undefined) return undefined
  return readContactsFile(contactsFile, new Set([...contactFields.map(({ key }) => key), contactIdKey]))
}

/** Fills the instance from a file that was read, from given records or with made up contacts. Throws SandboxOptionsError, ContactsFileError. */
export function fillContacts(
  contacts: Contacts,
  fields: readonly KeyedField[],
  now: number,
  {
    contactsFile = '',
    records,
    contacts: count = defaultCount,
    seed = 1,
    mixedCaseShare = 0.3,
  }: SandboxOptions,
  fromFile?: readonly FileContact[],
): void {
  const add = contactAdder(contacts, fields, now)
  if (fromFile !== undefined) {
    for (const { line, values } of fromFile) {
      const wrong = add(values)
      if (wrong !== undefined) throw new ContactsFileError(contactsFile, line, wrong)
    }
    return
  }
  let number = 0
  for (const values of records ?? generateContacts(count, seed, mixedCaseShare)) {
    number += 1
    const wrong = add(values)
    if (wrong !== undefined) throw new SandboxOptionsError(`records: number ${number}: ${wrong}`)
  }
}

/** Adds a contact, or says what is wrong with it. */
function contactAdder(contacts: Contacts, fields: readonly KeyedField[], now: number) {
  return (values: Values): string | undefined => {
    const id = values[contactIdKey] || undefined
    if (id !== undefined && !/^\d{1,18}$/.test(id)) return `${contactIdKey} is not a number`
    if (id !== undefined && contacts.table.rowOf(id) !== undefined) return `${contactIdKey} is there already`
    const address = values['emailAddress'] ?? ''
    if (address !== '' && contacts.rowOfEmail(address) !== undefined) return 'emailAddress is there already'
    const row = contacts.add(now, id)
    for (const { key, internalName } of fields) {
      const value = values[key]
      if (value) contacts.set(row, internalName, value, now)
    }
    return undefined
  }
}
