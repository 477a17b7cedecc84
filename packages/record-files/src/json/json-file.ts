import { readFile } from 'node:fs/promises'
import { InputError } from '../input-error.ts'
import { reasonOf } from '../system-reason.ts'
import { jsonFault } from './json-fault.ts'

/** Reads a file that holds one JSON value; throws InputError with file, line and reason. */
export async function readJsonFile(file: string): Promise<unknown> {
  return parseJson(await readText(file), file)
}

/** Parses the text of a file; throws InputError with file, line and reason. */
export function parseJson(text: string, file: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(json)
  } catch (cause) {
    const { line = 1, reason = 'not JSON' } = jsonFault(json) ?? {}
    throw new InputError({ file, line }, reason, { cause })
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new InputError({ file }, `cannot be read (${reasonOf(cause)})`, { cause })
  }
}
