import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LocalMongoError } from '../errors.ts'

const reportWaitingAfterMs = 1000

/**
 * Does the work while no other process of this machine holds the lock on this file; calls `waiting` when that
 * takes longer than a second.
 * The kernel's lock (flock) is held by a child that ends when its standard input closes, so it is free again
 * however the holder ends; a lock made of files would need somebody to judge whether its owner is still alive.
 */
export async function withFileLock<Result>(
  file: string,
  waiting: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(file), { recursive: true })
  const release = await lock(file, waiting)
  try {
    return await work()
  } finally {
    await release()
  }
}

async function lock(file: string, waiting: () => void): Promise<() => Promise<void>> {
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo held; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  holder.stdin.on('error', () => {}) // it has ended: its exit says
  const ended = once(holder, 'close')
  const patience = setTimeout(waiting, reportWaitingAfterMs)
  try {
    const held = once(holder.stdout, 'data').then(() => true)
    const isHeld = await Promise.race([held, ended.then(() => false)])
    if (!isHeld) throw new LocalMongoError('LOCAL_MONGO_COMMAND_FAILED', `flock could not lock ${file}`)
  } catch (cause) {
    if (cause instanceof LocalMongoError) throw cause
    const message = 'flock could not be started: install util-linux'
    throw new LocalMongoError('LOCAL_MONGO_TOOL_MISSING', message, { cause })
  } finally {
    clearTimeout(patience)
  }
  return async () => {
    holder.stdin.end()
    await ended
  }
}
