import { writeTextFile } from '@dwmops/record-files'
import type { Fleet } from '../fleet.ts'
import type { ContactFile } from './contact-file.ts'
import { washedFileLines } from './contact-lines.ts'
import { washedContacts } from './washed-contacts.ts'
import { washedFile } from './washed-file.ts'

/** Writes the washed contacts of a file where `output` says, if it says so; returns what became of them, for a person. */
export async function writeWashedFile(
  fleet: Fleet,
  file: ContactFile,
  output: string | undefined,
): Promise<string[]> {
  const washed = washedFile(file, await washedContacts(fleet))
  if (output === undefined) return washedFileLines(washed)
  await writeTextFile(output, washed.text)
  return [...washedFileLines(washed), `washed contacts: ${output}`]
}
