import { lstat, rename, rm, writeFile } from 'node:fs/promises'
import { InputError } from './input-error.ts'
import { reasonOf } from './read-json-file.ts'

/** Writes a file, all of it or nothing; `-` is standard output. Throws InputError. */
export async function writeTextFile(file: string, text: string): Promise<void> {
  if (file === '-') {
    process.stdout.write(text)
    return
  }
  try {
    if (await canBeReplaced(file)) await replace(file, text)
    else await writeFile(file, text)
  } catch (cause) {
    throw new InputError({ file }, `cannot be written (${reasonOf(cause)})`, { cause })
  }
}

/** A link, a pipe or a device stays what it is. */
async function canBeReplaced(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined)
  return found === undefined || found.isFile()
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`
  try {
    await writeFile(draft, text)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
