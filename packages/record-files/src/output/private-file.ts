import { open, rm } from 'node:fs/promises'
import { InputError } from '../input-error.ts'
import { reasonOf } from '../system-reason.ts'

/** Writes a new file that nobody else can read: all of it, or none is left. Throws InputError, also where a file of that name is. */
export async function writePrivateFile(file: string, text: string | AsyncIterable<string>): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((cause: unknown) => {
    throw cannotWrite(file, cause)
  })
  try {
    await handle.writeFile(text)
  } catch (cause) {
    await rm(file, { force: true })
    throw cannotWrite(file, cause)
  } finally {
    await handle.close()
  }
}

function cannotWrite(file: string, cause: unknown): InputError {
  return new InputError({ file }, `cannot be written (${reasonOf(cause)})`, { cause })
}
