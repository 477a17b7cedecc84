import { readdirSync, readlinkSync, rmSync } from 'node:fs'
import { chown, mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseUser } from '../ferretdb/database-user.ts'
import { pidNamespace, processIdentity } from './process-identity.ts'
import { waitUntil } from './wait-until.ts'

const prefix = 'dwmops-mongo-'
const wantedMemoryBytes = 512 * 1024 ** 2

/** Makes an empty folder for the data of one server, in memory where there is enough; it names its owner. */
export async function makeWorkFolder(where: 'memory' | 'disk'): Promise<string> {
  const parent = where === 'memory' && (await hasMemory()) ? '/dev/shm' : tmpdir()
  const folder = await mkdtemp(join(parent, `${prefix}${processIdentity(process.pid)}-`))
  const { uid, gid } = databaseUser()
  await chown(folder, uid, gid)
  return folder
}

/** Ends what still runs in the folder, then removes it. */
export async function removeWorkFolder(folder: string): Promise<void> {
  await endProcessesIn(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** The same without waiting, for the last moment of this process. */
export function removeWorkFolderNow(folder: string): void {
  for (const pid of processesIn(folder)) kill(pid)
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Kills every process that has the folder, or one below it, as its working folder, and waits for their end. */
export async function endProcessesIn(folder: string): Promise<void> {
  await waitUntil(`all processes in ${folder} have ended`, () => {
    const left = processesIn(folder)
    for (const pid of left) kill(pid)
    return left.length === 0
  })
}

/** Removes the folders, and ends the servers, of processes that are no more. */
export async function sweepWorkFolders(): Promise<string[]> {
  const swept: string[] = []
  for (const parent of new Set(['/dev/shm', tmpdir()])) {
    const names = await readdir(parent).catch(() => [])
    for (const name of names.filter(isAbandoned)) {
      const folder = join(parent, name)
      // another user's folder cannot be removed by us, nor need it be
      await removeWorkFolder(folder).then(
        () => swept.push(folder),
        () => {},
      )
    }
  }
  return swept
}

function isAbandoned(name: string): boolean {
  if (!name.startsWith(`${prefix}${pidNamespace()}-`)) return false
  const [namespace, pid, startedAt] = name.slice(prefix.length).split('-')
  return processIdentity(Number(pid)) !== `${namespace}-${pid}-${startedAt}`
}

async function hasMemory(): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs('/dev/shm')
    return bavail * bsize >= wantedMemoryBytes
  } catch {
    return false
  }
}

function processesIn(folder: string): number[] {
  const pids = existing('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => {
    const at = workingFolder(pid)
    return pid !== process.pid && (at === folder || at?.startsWith(`${folder}/`))
  })
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // ended meanwhile, or another user's
  }
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // ended meanwhile
  }
}
