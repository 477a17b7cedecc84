import { InputError, openRecords } from '@dwmops/record-files'
import { ContactsFileError } from '../errors.ts'

/** A contact of a file, with the line where it starts. */
export interface FileContact {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/**
 * Reads contacts by field key from a file of records; columns that are no fields are left out. Throws ContactsFileError with
 * file, line and reason.
 */
export async function readContactsFile(
  file: string,
  knownKeys: ReadonlySet<string>,
): Promise<readonly FileContact[]> {
  const contacts: FileContact[] = []
  try {
    const options = { knownKeys, requiredKeys: ['emailAddress'], ragged: 'fail' } as const
    const { records, columns, format } = await openRecords(file, options)
    if (format === 'csv' && columns === undefined) throw new InputError({ file, line: 1 }, 'is empty')
    for await (const batch of records) {
      for (const { record, line, fault } of batch) {
        if (fault !== undefined) throw new InputError({ file, line }, fault)
        contacts.push({ line, values: textsOf(record, knownKeys, { file, line }) })
      }
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new ContactsFileError(file, error.place?.line ?? 1, error.reason, { cause: error })
  }
  return contacts
}

function textsOf(record: unknown, knownKeys: ReadonlySet<string>, place: { file: string; line: number }) {
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    throw new InputError(place, 'not a JSON object')
  if (!('emailAddress' in record)) throw new InputError(place, 'emailAddress is missing')
  const known = Object.entries(record).filter(([key]) => knownKeys.has(key))
  return Object.fromEntries(known.map(([key, value]) => [key, textOf(place, key, value)]))
}

function textOf(place: { file: string; line: number }, key: string, value: unknown): string {
  if (value === null) return ''
  if (typeof value === 'object') throw new InputError(place, `${key} is not a text`)
  return String(value)
}
