import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { binaryKind, type Encoding, encodingOfStart, mayBeWindows1252 } from './encoding.ts'
import { InputError } from './input-error.ts'
import { linesIn } from './lines-in.ts'
import { reasonOf } from './system-reason.ts'

/** The text of a file, in pieces, and how it is encoded. */
export interface OpenedText {
  readonly text: AsyncIterable<string>
  readonly encoding: Encoding
  /** Set when nobody named the encoding and it is not UTF-8: worth a line to the person who gave the file. */
  readonly isGuessed: boolean
}

/** Bytes that decide the encoding of what can be read once only: standard input, or a pipe with a name. */
const sampleBytes = 1 << 20

/**
 * Opens a file of text (`-` is standard input), gzip or not. Without a named encoding it is UTF-8 when all bytes are, UTF-16 by
 * its mark or its zero bytes, else Windows-1252, where the first bytes can be. A letter is never replaced: throws InputError
 * with the line where the text stops being what it is said to be.
 */
export async function openText(file: string, named?: Encoding): Promise<OpenedText> {
  const { start, bytes } = await peek(bytesOf(file), sampleBytes, file)
  const binary = binaryKind(start)
  if (binary !== undefined)
    throw new InputError({ file }, `is ${binary}: save it as CSV (UTF-8), and give that`)
  const encoding = named ?? encodingOfStart(start) ?? (await guessEncoding(file, start))
  return {
    text: decode(bytes, encoding, file),
    encoding,
    isGuessed: named === undefined && encoding !== 'utf-8',
  }
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  const raw = file === '-' ? process.stdin : createReadStream(file)
  const { start, bytes } = await peek(raw, 2, file)
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  // the loop of the reader meets the same error
  const source = isGzip ? pipeline(bytes, createGunzip(), () => undefined) : bytes
  try {
    yield* source as AsyncIterable<Uint8Array>
  } catch (cause) {
    throw readFault(file, cause)
  }
}

/** The first bytes of a stream, and the whole stream. */
async function peek(source: AsyncIterable<Uint8Array>, size: number, file: string) {
  const iterator = source[Symbol.asyncIterator]()
  const pieces: Uint8Array[] = []
  let length = 0
  try {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      pieces.push(next.value)
      length += next.value.length
      if (length >= size) break
    }
  } catch (cause) {
    throw readFault(file, cause)
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* pieces
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { start: Buffer.concat(pieces), bytes: bytes() }
}

function readFault(file: string, cause: unknown): InputError {
  if (cause instanceof InputError) return cause
  return new InputError({ file }, `cannot be read (${reasonOf(cause)})`, { cause })
}

async function guessEncoding(file: string, start: Uint8Array): Promise<Encoding> {
  if (await isUtf8(file, start)) return 'utf-8'
  if (mayBeWindows1252(start)) return 'windows-1252'
  const reason =
    'is neither UTF-8 nor Windows-1252 text; name its encoding (such as --encoding shift_jis), or save it as CSV UTF-8'
  throw new InputError({ file }, reason)
}

/** A file is looked through to its end, so that a late accent counts too; of what can be read once only there is the sample. */
async function isUtf8(file: string, sample: Uint8Array): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const pieces = file !== '-' && (await stat(file)).isFile() ? bytesOf(file) : [sample]
    for await (const piece of pieces) decoder.decode(piece, { stream: true })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  file: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const read = new ReadText()
  let piece: Uint8Array = new Uint8Array()
  let isWhole = false
  try {
    for await (piece of bytes) {
      const text = decoder.decode(piece, { stream: true })
      yield text
      read.add(text, piece)
    }
    isWhole = true
    yield decoder.decode()
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    if (isWhole) throw new InputError({ file, line: read.line }, brokenEnd(encoding), { cause })
    const readable = read.beginning(piece, encoding)
    yield readable
    read.add(readable)
    const reason = `is not ${encoding} text; name the encoding of the file (--encoding)`
    throw new InputError({ file, line: read.line }, reason, { cause })
  }
}

function brokenEnd(encoding: Encoding): string {
  return encoding === 'utf-8'
    ? 'ends within a letter of utf-8: a part of the file is missing, or it has another encoding (--encoding windows-1252)'
    : `ends within a letter (${encoding}), so a part of the file is missing`
}

/** What was decoded so far: its lines, and its last bytes, of which a letter may be half read. */
class ReadText {
  line = 1
  #endsWithCr = false
  #bytes = 0
  #tail: Uint8Array = new Uint8Array()

  add(text: string, bytes: Uint8Array = new Uint8Array()): void {
    this.line += linesIn(text) - (this.#endsWithCr && text.startsWith('\n') ? 1 : 0)
    if (text !== '') this.#endsWithCr = text.endsWith('\r')
    this.#bytes += bytes.length
    // an even number of bytes is before it, as UTF-16 needs it
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-5)]).subarray(-4 - (this.#bytes % 2))
  }

  /** The text of a piece of bytes up to what is no letter, where that can be told from the few bytes before it. */
  beginning(piece: Uint8Array, encoding: Encoding): string {
    const decoder = new TextDecoder(encoding)
    if (!decoder.encoding.startsWith('utf-')) return ''
    decoder.decode(this.#tail, { stream: true })
    return decoder.decode(piece, { stream: true }).split('\uFFFD', 1)[0] ?? ''
  }
}
