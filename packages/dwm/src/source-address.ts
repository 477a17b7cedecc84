import { readFile } from 'node:fs/promises'
import { Secret } from '@dwmops/fleet'
import { InputError } from '@dwmops/record-files'

/** The variable of the database that a command only reads. No option: other users of a machine see the arguments of a process. */
export const sourceVariable = 'SOURCE_MONGODB_URL'

/**
 * The address in SOURCE_MONGODB_URL, or in the file that SOURCE_MONGODB_URL_FILE names. Throws InputError when there is none, or both.
 * `holds` says what is expected there.
 */
export async function sourceAddress(
  env: Readonly<Record<string, string | undefined>>,
  holds: string,
): Promise<Secret> {
  const [given, file] = [env[sourceVariable]?.trim(), env[`${sourceVariable}_FILE`]?.trim()]
  if (given && file)
    throw new InputError(undefined, `set ${sourceVariable} or ${sourceVariable}_FILE, not both`)
  const url = given || (file && (await contentOf(file)))
  if (!url)
    throw new InputError(undefined, `${sourceVariable} is not set, nor ${sourceVariable}_FILE: ${holds}`)
  return new Secret(url, `the address in ${sourceVariable}`)
}

async function contentOf(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    throw new InputError(undefined, `${sourceVariable}_FILE must be the path of a readable file`, {
      cause: error,
    })
  }
}
