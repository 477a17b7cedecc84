import { createWriteStream, rmSync } from 'node:fs'
import { lstat, rename, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { InputError } from './input-error.ts'
import { reasonOf } from './system-reason.ts'

/**
 * Writes text as it comes, `-` to standard output. A file gets its name when it is complete: until then what it held before is
 * untouched, and an interrupted run leaves nothing behind. Throws InputError when it cannot be written.
 */
export async function writeOutput(text: AsyncIterable<string>, file: string): Promise<void> {
  if (file === '-') return writeStandardOutput(text)
  if (!(await canBeReplaced(file))) return write(text, file, file)
  const draft = `${file}.${process.pid}.tmp`
  const drop = () => rmSync(draft, { force: true })
  process.once('exit', drop)
  const stopListening = exitOnSignals()
  try {
    await write(text, draft, file)
    await rename(draft, file)
  } finally {
    stopListening()
    process.off('exit', drop)
    drop()
  }
}

/** Under whatever name: to write into what is still to be read would destroy it. Throws InputError. */
export async function refuseToOverwrite(
  output: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  if (output === '-') return
  const target = await stat(output).catch(() => undefined)
  if (target?.isFile() !== true) return
  for (const [role, file] of Object.entries(inputs)) {
    const source = file === '-' ? undefined : await stat(file).catch(() => undefined)
    if (source !== undefined && source.dev === target.dev && source.ino === target.ino)
      throw new InputError({ file }, `is ${role} and output at once`)
  }
}

async function writeStandardOutput(text: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(text, process.stdout, { end: false })
  } catch (cause) {
    if (codeOf(cause) === 'EPIPE') return // the reader has seen enough
    throw writeFault('standard output', cause)
  }
}

async function write(text: AsyncIterable<string>, path: string, file: string): Promise<void> {
  try {
    await pipeline(text, createWriteStream(path))
  } catch (cause) {
    throw writeFault(file, cause)
  }
}

function writeFault(file: string, cause: unknown): unknown {
  if (cause instanceof InputError || codeOf(cause) === undefined) return cause
  return new InputError({ file }, `cannot be written (${reasonOf(cause)})`, { cause })
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}

/** A link, a pipe or a device stays what it is. */
async function canBeReplaced(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined)
  return found === undefined || found.isFile()
}

/** Lets the signals that end a command at once run its exit handlers first; returns how to stop that. */
function exitOnSignals(): () => void {
  const exits = {
    SIGINT: () => process.exit(130),
    SIGTERM: () => process.exit(143),
    SIGHUP: () => process.exit(129),
  }
  const names = Object.keys(exits) as (keyof typeof exits)[]
  for (const name of names) process.once(name, exits[name])
  return () => {
    for (const name of names) process.off(name, exits[name])
  }
}

/** Writes a text as a whole; see {@link writeOutput}. */
export function writeTextFile(file: string, text: string): Promise<void> {
  return writeOutput(piecesOf(text), file)
}

async function* piecesOf(text: string): AsyncGenerator<string> {
  yield text
}
