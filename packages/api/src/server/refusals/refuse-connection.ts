import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { ProblemError, problemBody } from '../problem.ts'

const refusals: Readonly<Record<string, readonly [status: number, phrase: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'the headers are larger than the server takes',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'the request did not arrive in time'],
}

/** Answers what is no request that a route could be looked for with: a problem as everywhere, then the connection ends. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, phrase, detail] = refusals[error.code ?? ''] ?? [
    400,
    'Bad Request',
    'this is no HTTP request',
  ]
  const body = JSON.stringify(problemBody(new ProblemError(status, 'INVALID_REQUEST', detail), randomUUID()))
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
