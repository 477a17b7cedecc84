import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The id that the request brought in `x-request-id`, when it is fit for a log; else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
}
