import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withFileLock } from './process/file-lock.ts'
import type { Progress } from './progress.ts'

export interface CacheEntry {
  /** The folder to be filled; its name carries the version of what is in it. */
  folder: string
  /** Paths inside the folder without which it counts as damaged and is made anew. */
  witnesses: string[]
  /** Fills the empty folder that it is handed. */
  fill: (into: string) => Promise<void>
  /** Hears when another process is at it. */
  progress?: Progress | undefined
}

/**
 * Returns the folder, filled. On a cold cache one process fills it and the others wait for that one; it appears
 * whole, by a rename. What a killed process left half made is removed by the next one that fills.
 */
export async function cached(entry: CacheEntry): Promise<string> {
  if (await isWhole(entry)) return entry.folder
  const [parent, name] = [dirname(entry.folder), basename(entry.folder)]
  const waiting = () => entry.progress?.(`waiting for another process that fills ${entry.folder}`)
  await mkdir(parent, { recursive: true })
  await withFileLock(join(parent, `.${name}.lock`), waiting, async () => {
    if (!(await isWhole(entry))) await fillAnew(entry, parent, `${name}.unfinished-`)
  })
  return entry.folder
}

async function fillAnew(entry: CacheEntry, parent: string, unfinished: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (name.startsWith(unfinished)) await rm(join(parent, name), { recursive: true, force: true })
  }
  const into = await mkdtemp(join(parent, unfinished))
  try {
    await chmod(into, 0o755) // the database may run as another user
    await entry.fill(into)
    await rm(entry.folder, { recursive: true, force: true })
    await rename(into, entry.folder)
  } catch (error) {
    await rm(into, { recursive: true, force: true })
    throw error
  }
}

async function isWhole({ folder, witnesses }: CacheEntry): Promise<boolean> {
  const found = await Promise.allSettled(['.', ...witnesses].map((path) => access(join(folder, path))))
  return found.every((result) => result.status === 'fulfilled')
}
