import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { MongoClient } from 'mongodb'
import { cacheFolder } from './cache-folder.ts'
import { processIdentity } from './process/process-identity.ts'

/** The work folders of a process, by its identity: running, or left behind. */
export async function workFoldersOf(identity = processIdentity(process.pid)): Promise<string[]> {
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
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--flavour', 'ferretdb'], {
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

/** Puts one document in and returns how many are there then. */
export async function countAfterInsert(url: string): Promise<number> {
  const client = new MongoClient(url)
  try {
    const items = client.db('local-mongo-test').collection('items')
    await items.insertOne({})
    return await items.countDocuments()
  } finally {
    await client.close()
  }
}

/** Makes a folder for the PATH, with a program that takes the parameters of a mongod and says its words. */
export async function folderWithMongod(parent: string): Promise<string> {
  const folder = join(parent, 'bin')
  const program = join(folder, 'mongod')
  const script = join(import.meta.dirname, 'testdata/mongod.ts')
  const ownCache = `XDG_CACHE_HOME='${dirname(cacheFolder())}'`
  await mkdir(folder, { recursive: true })
  await writeFile(program, `#!/bin/sh\n${ownCache} exec '${process.execPath}' '${script}' "$@"\n`)
  await chmod(program, 0o755)
  return folder
}
