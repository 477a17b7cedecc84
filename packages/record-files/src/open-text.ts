import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { binaryKind, type Encoding, encodingOfStart } from './encoding.ts'
import { InputError } from './input-error.ts'
import { reasonOf } from './system-reason.ts'

/** The text of a file, in pieces, and how it is encoded. */
export interface OpenedText {
  readonly text: AsyncIterable<string>
  readonly encoding: Encoding
  /** Set when nobody named the encoding and it is not UTF-8: worth a line to the person who gave the file. */
  readonly isGuessed: boolean
}

/** Bytes that decide the encoding of standard input, which can be read once only. */
const sampleBytes = 1 << 20

/**
 * Opens a file of text (`-` is standard input), gzip or not. Without a named encoding it is UTF-8 when all bytes are, UTF-16 by
 * its mark or its zero bytes, else Windows-1252. A letter is never replaced: throws InputError with the line where the text
 * stops being what it is said to be.
 */
export async function openText(file: string, named?: Encoding): Promise<OpenedText> {
  const { start, bytes } = await peek(bytesOf(file), sampleBytes, file)
  const binary = binaryKind(start)
  if (binary !== undefined)
    throw new InputError({ file }, `is ${binary}: save it as CSV (UTF-8), and give that`)
  const encoding = named ?? encodingOfStart(start) ?? ((await isUtf8(file, start)) ? 'utf-8' : 'windows-1252')
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

/** A file is looked through to its end, so that a late accent counts too; of standard input there is the sample alone. */
async function isUtf8(file: string, sample: Uint8Array): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    if (file === '-') decoder.decode(sample, { stream: true })
    else for await (const piece of bytesOf(file)) decoder.decode(piece, { stream: true })
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
  let line = 1
  let piece: Uint8Array = new Uint8Array()
  try {
    for await (piece of bytes) {
      const text = decoder.decode(piece, { stream: true })
      yield text
      line += linesIn(text)
    }
    yield decoder.decode()
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    const [readable = ''] = new TextDecoder(encoding).decode(piece).split('\uFFFD', 1)
    const place = { file, line: line + linesIn(readable) }
    throw new InputError(place, `is not ${encoding} text; name the encoding of the file (--encoding)`, {
      cause,
    })
  }
}

function linesIn(text: string): number {
  return text.split(/\r\n|[\r\n]/).length - 1
}
