import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { processIdentity } from './process-identity.ts'

/** The work folders of a process, by its identity: running, or left behind. */
export async function workFoldersOf(identity: string | undefined): Promise<string[]> {
  const folders: string[] = []
  for (const parent of new Set(['/dev/shm', tmpdir()])) {
    const names = await readdir(parent).catch(() => [])
    const own = names.filter((name) => name.startsWith(`dwmops-mongo-${identity}-`))
    folders.push(...own.map((name) => join(parent, name)))
  }
  return folders
}

/** Numbers of all processes whose command line names one of the folders. */
export async function processesNaming(folders: string[]): Promise<string[]> {
  const found: string[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (folders.some((folder) => commandLine.includes(folder))) found.push(pid)
  }
  return found
}

export interface Owner {
  process: ChildProcess
  url: string
  identity: string
  /** The servers it has started. */
  folders: string[]
  errors: () => string
}

/** Starts the command of this package as a process of its own and waits for the URL that it prints. */
export async function startOwner(environment: Record<string, string> = {}): Promise<Owner> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += text
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the owner ended early: ${errors}`)
  })
  ended.catch(() => {})
  const [url] = await Promise.race([once(createInterface(child.stdout), 'line'), ended])
  const identity = processIdentity(child.pid ?? -1) ?? ''
  return { process: child, url, identity, folders: await workFoldersOf(identity), errors: () => errors }
}

/** Ends it with the signal; returns its exit code, or the signal where that was its end. */
export async function endOwner(
  owner: Owner,
  signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT',
): Promise<number | string> {
  const exit = once(owner.process, 'exit')
  owner.process.kill(signal)
  const [exitCode, by] = await exit
  return exitCode ?? by
}
