import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LocalMongoError } from './errors.ts'

/**
 * Does the work while no other process of this machine holds the lock on this file.
 * The kernel's lock (flock) is held by a child that ends when its standard input closes, so it is free again
 * however the holder ends; a lock made of files would need somebody to judge whether its owner is still alive.
 */
export async function withFileLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(file), { recursive: true })
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo held; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(holder, 'close')
  ended.catch(() => {}) // a failure to start is told by the race below
  const held = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)])
  if (!held) throw new LocalMongoError('LOCAL_MONGO_COMMAND_FAILED', `flock could not lock ${file}`)
  try {
    return await work()
  } finally {
    holder.stdin.end()
    await ended
  }
}
