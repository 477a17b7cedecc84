import type { Stats } from 'node:fs'
import { readlink, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { InputError } from '../input-error.ts'

/** Under whatever name: to write into what is still to be read would destroy it. Throws InputError. */
export async function refuseToOverwrite(
  output: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  if (output === '-') return
  const target = await found(output)
  if (target?.isFile() !== true) return
  for (const [role, file] of Object.entries(inputs)) {
    const source = file === '-' ? undefined : await found(file)
    if (source !== undefined && identityOf(source) === identityOf(target))
      throw new InputError({ file }, `is both ${role} and output`)
  }
}

/** Under whatever names, `-` among them: of two texts in one place the second one would destroy the first. Throws InputError. */
export async function refuseToShare(outputs: readonly string[]): Promise<void> {
  if (outputs.filter((file) => file === '-').length > 1)
    throw new InputError(undefined, 'two outputs cannot share standard output: name a file for one of them')
  const places = await Promise.all(outputs.filter((file) => file !== '-').map(placeOf))
  const known = places.filter((place) => place !== undefined)
  if (new Set(known).size < known.length) throw new InputError(undefined, 'two outputs cannot share a file')
}

/** What two names of one file have in common; undefined for a device or a pipe. */
async function placeOf(file: string): Promise<string | undefined> {
  const target = await found(file)
  if (target !== undefined) return target.isFile() ? identityOf(target) : undefined
  const link = await readlink(file).catch(() => undefined)
  const name = link === undefined ? file : path.resolve(path.dirname(file), link)
  const folder = path.dirname(path.resolve(name))
  return path.join(await realpath(folder).catch(() => folder), path.basename(name))
}

function found(file: string): Promise<Stats | undefined> {
  return stat(file).catch(() => undefined)
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev} ${ino}`
}
