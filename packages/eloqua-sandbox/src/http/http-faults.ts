import { STATUS_CODES } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ActiveFaults, Target } from '../faults/active-faults.ts'

const slices = 10
const defaultStreamBytes = 65_536
/** time for what was written to leave before the connection is reset */
const flushMs = 20

/** Faults that come before a request is looked at. True when it is answered herewith. */
export async function faultBefore(
  faults: ActiveFaults,
  target: Target,
  reply: FastifyReply,
): Promise<boolean> {
  const slow = faults.trigger('slow-answer', target)
  if (slow) await sleep(Number(slow['ms'] ?? 0))
  const error = faults.trigger('http-error', target)
  if (!error) return false
  if (error['when'] === 'after') {
    reply.request.faultAfter = error
    return false
  }
  const status = Number(error['status'])
  if (error['retryAfter']) reply.header('retry-after', error['retryAfter'])
  await reply
    .code(status)
    .type('text/plain')
    .send(STATUS_CODES[status] ?? 'Fault')
  return true
}

/** Faults that hit an answer on its way out: the payload that leaves in its place. */
export function faultAfter(
  faults: ActiveFaults,
  target: Target,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): unknown {
  const error = request.faultAfter
  if (error) {
    const status = Number(error['status'])
    if (error['retryAfter']) reply.header('retry-after', error['retryAfter'])
    reply.code(status).type('text/plain').removeHeader('content-length')
    return STATUS_CODES[status] ?? 'Fault'
  }
  if (faults.trigger('drop-answer', target)) {
    reply.raw.socket?.destroy()
    return payload
  }
  const reset = faults.trigger('reset-body', target)
  if (reset) return resetMidway(payload, reset['atByte'] ?? '', reply)
  const slow = faults.trigger('slow-bytes', target)
  return slow ? slowed(payload, Number(slow['bytesPerSecond']), reply) : payload
}

function resetMidway(payload: unknown, atByte: string, reply: FastifyReply): Readable {
  const whole = typeof payload === 'string' ? Buffer.from(payload) : undefined
  if (whole) reply.header('content-length', whole.length)
  const most = atByte === '' ? (whole ? Math.floor(whole.length / 2) : defaultStreamBytes) : Number(atByte)
  return Readable.from(truncated(bytesOf(payload), most, reply), { objectMode: false })
}

async function* truncated(bytes: AsyncIterable<Buffer>, most: number, reply: FastifyReply) {
  let left = most
  for await (const chunk of bytes) {
    if (left > 0) yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) break
  }
  await sleep(flushMs)
  reply.raw.socket?.resetAndDestroy()
}

function slowed(payload: unknown, bytesPerSecond: number, reply: FastifyReply): Readable {
  if (typeof payload === 'string') reply.header('content-length', Buffer.byteLength(payload))
  return Readable.from(trickle(bytesOf(payload), Math.max(1, bytesPerSecond), reply), { objectMode: false })
}

async function* trickle(bytes: AsyncIterable<Buffer>, bytesPerSecond: number, reply: FastifyReply) {
  const slice = Math.max(1, Math.ceil(bytesPerSecond / slices))
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += slice) {
      if (reply.raw.destroyed) return
      yield chunk.subarray(start, start + slice)
      await sleep(1000 / slices, undefined, { ref: false })
    }
  }
}

async function* bytesOf(payload: unknown): AsyncGenerator<Buffer> {
  if (typeof payload === 'string') yield Buffer.from(payload)
  else if (payload instanceof Readable) for await (const chunk of payload) yield Buffer.from(chunk)
}
