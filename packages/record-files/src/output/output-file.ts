import { once } from 'node:events'
import { lstat, open, realpath, rename } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { InputError } from '../input-error.ts'
import { reasonOf } from '../system-reason.ts'
import { removeOnExit } from './remove-on-exit.ts'

/** Where text goes piece by piece. Its methods throw InputError when it cannot be written. */
export interface Output {
  /** False when nobody reads on, so that the rest need not be made. */
  write(text: string): Promise<boolean>
  /** The file is whole, and gets its name. */
  complete(): Promise<void>
  /** Nothing is left of what was written into a file; does nothing after `complete`. */
  drop(): Promise<void>
}

/**
 * Opens a place for text, `-` for standard output; a name that ends in .gz is compressed. A file gets its name when it is complete,
 * also the file that a link leads to: until then what it held before is untouched, and an interrupted run leaves nothing behind.
 */
export async function openOutput(file: string): Promise<Output> {
  if (file === '-') return new StandardOutput()
  const target = await realpath(file).catch(() => file)
  const mode = await modeToKeep(target)
  const draft = mode === undefined ? target : `${target}.${process.pid}.tmp`
  const removeDraft = mode === undefined ? () => undefined : removeOnExit(draft)
  try {
    // opened first: a stream that is broken off while it opens would make its file after all
    const handle = await open(draft, 'w', mode)
    return new FileOutput({ file, target, draft, removeDraft }, handle.createWriteStream())
  } catch (cause) {
    removeDraft()
    throw writeFault(file, cause)
  }
}

/** Writes text as it comes; see {@link openOutput}. */
export async function writeOutput(text: AsyncIterable<string>, file: string): Promise<void> {
  const output = await openOutput(file)
  try {
    for await (const piece of text) if (!(await output.write(piece))) break
    await output.complete()
  } finally {
    await output.drop()
  }
}

/** Writes a text as a whole; see {@link openOutput}. */
export async function writeTextFile(file: string, text: string): Promise<void> {
  async function* whole() {
    yield text
  }
  await writeOutput(whole(), file)
}

/** A stream that keeps its error for the next write. */
class Sink {
  readonly #stream: Writable
  #failure: unknown

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', (error) => {
      this.#failure ??= error
    })
  }

  /** Throws what the stream failed with. */
  async write(text: string): Promise<void> {
    this.check()
    if (!this.#stream.write(text)) await once(this.#stream, 'drain')
  }

  check(): void {
    if (this.#failure !== undefined) throw this.#failure
  }
}

class StandardOutput implements Output {
  readonly #sink = new Sink(process.stdout)

  async write(text: string): Promise<boolean> {
    try {
      await this.#sink.write(text)
      return true
    } catch (cause) {
      if (codeOf(cause) === 'EPIPE') return false // the reader has seen enough
      throw writeFault('standard output', cause)
    }
  }

  async complete(): Promise<void> {
    await new Promise((resolve) => process.stdout.write('', resolve))
    await this.write('')
  }

  async drop(): Promise<void> {
    // what was printed cannot be taken back
  }
}

interface OutputPlace {
  /** As it was given. */
  readonly file: string
  readonly target: string
  /** Written first; the target itself where that is a pipe or a device. */
  readonly draft: string
  readonly removeDraft: () => void
}

class FileOutput implements Output {
  readonly #place: OutputPlace
  readonly #stream: Writable
  readonly #sink: Sink
  readonly #written: Promise<void>

  constructor(place: OutputPlace, bytes: Writable) {
    this.#place = place
    const isCompressed = /\.gz$/i.test(place.file)
    const gzip = createGzip()
    this.#stream = isCompressed ? gzip : bytes
    this.#written = isCompressed ? pipeline(gzip, bytes) : finished(bytes)
    this.#written.catch(() => undefined) // met by those who write or complete
    this.#sink = new Sink(this.#stream)
  }

  async write(text: string): Promise<boolean> {
    try {
      await this.#sink.write(text)
      return true
    } catch (cause) {
      throw writeFault(this.#place.file, cause)
    }
  }

  async complete(): Promise<void> {
    const { file, target, draft } = this.#place
    try {
      this.#stream.end()
      await this.#written
      if (draft !== target) await rename(draft, target)
    } catch (cause) {
      throw writeFault(file, cause)
    }
  }

  async drop(): Promise<void> {
    this.#stream.destroy()
    await this.#written.catch(() => undefined)
    this.#place.removeDraft()
  }
}

function writeFault(file: string, cause: unknown): unknown {
  if (cause instanceof InputError || codeOf(cause) === undefined) return cause
  return new InputError({ file }, `cannot be written (${reasonOf(cause)})`, { cause })
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}

/** Less what the umask takes. */
const modeOfNew = 0o666

/**
 * The rights of the file that is replaced: what only its owner could read stays so. A pipe, a device or a link to nothing stays what it
 * is, and has none.
 */
async function modeToKeep(file: string): Promise<number | undefined> {
  const found = await lstat(file).catch(() => undefined)
  if (found === undefined) return modeOfNew
  return found.isFile() ? found.mode & 0o777 : undefined
}
