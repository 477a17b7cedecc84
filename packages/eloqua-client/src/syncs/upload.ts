import type { Row, RowSource, UploadOptions, UploadResult } from '../eloqua.ts'
import { EloquaNotFoundError, EloquaUnknownOutcomeError, EloquaValidationError } from '../errors.ts'
import { ignoreBody } from '../http/read-json.ts'
import { backoffMs } from '../http/retry.ts'
import type { Transport } from '../http/transport.ts'
import type { CallOptions } from '../metadata/metadata.ts'
import { bodiesOf, type RowBody } from './row-bodies.ts'

/** Oracle: at most 500 files a sync. */
const maxPosts = 500
/** Oracle: a body above 32 MB is answered with 404. */
const bodyLimit = 32_000_000

/**
 * Stages rows in bodies bounded by rows and bytes; one body is in memory at a time. A lost answer may have staged its
 * rows: all staged data is deleted then and sent anew, as twice the same row would be rejected as a duplicate.
 */
export async function uploadRows(
  transport: Transport,
  definitionUri: string,
  source: RowSource,
  { maxRows = 20_000, maxBytes = 30_000_000, ...options }: UploadOptions = {},
): Promise<UploadResult> {
  if (maxRows < 1 || maxBytes < 2 || maxBytes >= bodyLimit) {
    throw new EloquaValidationError(`upload bounds: maxRows at least 1, maxBytes below ${bodyLimit}`)
  }
  for (let restarts = 0; ; restarts += 1) {
    try {
      return {
        ...(await uploadAll(transport, definitionUri, source, { maxRows, maxBytes, ...options })),
        restarts,
      }
    } catch (error) {
      if (!(error instanceof EloquaUnknownOutcomeError) || !isRepeatable(source)) throw error
      if (restarts + 1 >= transport.retry.attempts) throw error
      const waitMs = backoffMs(restarts + 1, transport.retry, Math.random())
      await transport.bounds(options).sleep(waitMs, `POST ${definitionUri}/data`)
      await deleteRows(transport, definitionUri, options)
    }
  }
}

/** Deletes what is staged and not yet synced; where an Eloqua says that there is nothing, that is as good. */
export async function deleteRows(
  transport: Transport,
  definitionUri: string,
  options?: CallOptions,
): Promise<void> {
  const call = { method: 'DELETE', path: `${definitionUri}/data`, read: ignoreBody } as const
  await transport.call(call, options).catch((error: unknown) => {
    if (!(error instanceof EloquaNotFoundError)) throw error
  })
}

async function uploadAll(
  transport: Transport,
  definitionUri: string,
  source: RowSource,
  options: UploadOptions & { maxRows: number; maxBytes: number },
): Promise<Omit<UploadResult, 'restarts'>> {
  const sent = { posts: 0, rows: 0, bytes: 0 }
  for await (const body of bodiesOf(open(source), options)) {
    if (sent.posts === maxPosts) throw new EloquaValidationError(`more than ${maxPosts} bodies for one sync`)
    await post(transport, definitionUri, body, options)
    sent.posts += 1
    sent.rows += body.rows
    sent.bytes += body.bytes
  }
  return sent
}

async function post(transport: Transport, uri: string, body: RowBody, options: CallOptions): Promise<void> {
  const call = {
    method: 'POST',
    path: `${uri}/data`,
    body: body.pieces,
    ofRows: true,
    read: ignoreBody,
  } as const
  await transport.call(call, options)
}

function open(source: RowSource): Iterable<Row> | AsyncIterable<Row> {
  return typeof source === 'function' ? source() : source
}

/** An iterator that is its own iterable has been used up by the first walk. */
function isRepeatable(source: RowSource): boolean {
  if (typeof source === 'function') return true
  return Symbol.iterator in source && (source[Symbol.iterator]() as unknown) !== source
}
