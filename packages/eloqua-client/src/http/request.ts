import { Readable } from 'node:stream'
import type { Got, Request } from 'got'
import type { AgentPair } from './agents.ts'
import { idleWatch } from './idle-watch.ts'
import { faultOf } from './network-fault.ts'
import type { Timeouts } from './wire.ts'

/** One HTTP request, tried once. */
export type ApiRequest = {
  method: 'GET' | 'POST' | 'DELETE'
  url: URL
  headers: Readonly<Record<string, string>>
  /** pieces of the body, written as a stream */
  body: readonly Buffer[]
  agent: AgentPair
  signal: AbortSignal | undefined
  /** bound of this try, the deadline considered */
  tryMs: number
  timeouts: Timeouts
}

/** An answer whose body has not been read yet. Reading throws NetworkFault. */
export type ApiResponse = {
  status: number
  headers: Readonly<Record<string, string>>
  chunks(): AsyncGenerator<Buffer, void, undefined>
  /** Drops the connection when the body is not wanted any more. */
  close(): void
}

/** Sends once; resolves when status and headers are there, whatever the status. Throws NetworkFault. */
export async function sendOnce(ask: ApiRequest): Promise<ApiResponse> {
  // loaded with the first request: a run that finds nothing to do makes none
  const { default: got } = await import('got')
  const watch = idleWatch(ask.timeouts.idleMs)
  const stream = open(got, ask, watch.beat)
  watch.onSilence(() => stream.destroy())
  try {
    const response = await headersOf(stream)
    watch.pause()
    return {
      status: response.statusCode,
      headers: flatten(response.headers),
      chunks: () => chunksOf(stream, watch),
      close: () => void stream.on('error', () => undefined).destroy(),
    }
  } catch (error) {
    watch.pause()
    stream.on('error', () => undefined).destroy()
    throw faultOf(error, watch.silent())
  }
}

function open(got: Got, ask: ApiRequest, onPiece: () => void): Request {
  const { method, url, headers, timeouts } = ask
  const stream = got.stream(url, {
    method,
    headers,
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
    timeout: {
      lookup: timeouts.connectMs,
      connect: timeouts.connectMs,
      secureConnect: timeouts.connectMs,
      request: ask.tryMs,
    },
    ...(ask.signal ? { signal: ask.signal } : {}),
    agent: ask.agent,
    ...(ask.body.length > 0 ? { body: Readable.from(pieces(ask.body, onPiece)) } : {}),
  })
  if (method !== 'GET' && ask.body.length === 0) stream.end()
  return stream
}

function* pieces(body: readonly Buffer[], onPiece: () => void): Generator<Buffer> {
  for (const piece of body) {
    onPiece()
    yield piece
  }
}

type Head = { statusCode: number; headers: NodeJS.Dict<string | string[]> }

function headersOf(stream: Request): Promise<Head> {
  return new Promise((resolve, reject) => {
    stream.once('response', resolve)
    stream.once('error', reject)
    stream.once('close', () => reject(new Error('connection closed before an answer')))
  })
}

async function* chunksOf(
  stream: Request,
  watch: ReturnType<typeof idleWatch>,
): AsyncGenerator<Buffer, void, undefined> {
  const iterator = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      // the silence that counts is the server's: time that the reader takes does not
      watch.beat()
      const next = await iterator.next()
      watch.pause()
      if (next.done) break
      yield next.value as Buffer
    }
  } catch (error) {
    throw faultOf(error, watch.silent())
  } finally {
    watch.pause()
    stream.on('error', () => undefined).destroy()
  }
}

function flatten(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  )
}
