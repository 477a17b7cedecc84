import type { Row } from '../eloqua.ts'
import { EloquaValidationError } from '../errors.ts'

/** A JSON array of rows, in pieces. */
export type RowBody = { pieces: Buffer[]; rows: number; bytes: number }

const pieceLength = 64 * 1024

/** Cuts rows into bodies of at most so many rows and bytes. Throws EloquaValidationError for a row too large for any. */
export async function* bodiesOf(
  rows: Iterable<Row> | AsyncIterable<Row>,
  bounds: { maxRows: number; maxBytes: number },
): AsyncGenerator<RowBody, void, undefined> {
  let body = newBody()
  for await (const row of rows) {
    const text = JSON.stringify(row)
    const bytes = Buffer.byteLength(text)
    if (bytes + 2 > bounds.maxBytes) {
      throw new EloquaValidationError(
        `a row of ${bytes} bytes does not fit into a body of ${bounds.maxBytes}`,
      )
    }
    // one comma or bracket with every row, one bracket at the end
    if (body.rows === bounds.maxRows || body.bytes + bytes + 2 > bounds.maxBytes) {
      yield finish(body)
      body = newBody()
    }
    append(body, text, bytes)
  }
  if (body.rows > 0) yield finish(body)
}

type OpenBody = RowBody & { piece: string }

function newBody(): OpenBody {
  return { pieces: [], rows: 0, bytes: 0, piece: '' }
}

function append(body: OpenBody, text: string, bytes: number): void {
  body.piece += `${body.rows === 0 ? '[' : ','}${text}`
  body.rows += 1
  body.bytes += bytes + 1
  if (body.piece.length < pieceLength) return
  body.pieces.push(Buffer.from(body.piece))
  body.piece = ''
}

function finish({ pieces, rows, bytes, piece }: OpenBody): RowBody {
  return { pieces: [...pieces, Buffer.from(`${piece}]`)], rows, bytes: bytes + 1 }
}
