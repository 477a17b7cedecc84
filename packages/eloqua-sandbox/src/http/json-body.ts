import type { RawBody } from './read-body.ts'
import { notFound, Refusal } from './refusal.ts'

/** Whether a request came with a body. */
export function isRaw(body: unknown): body is RawBody {
  return typeof body === 'object' && body !== null && 'bytes' in body
}

/** The body of a request that must have one. Throws a Refusal: 404 too large, 400 no type or another than JSON and CSV. */
export function rawBody(body: unknown): RawBody {
  if (!isRaw(body)) return { bytes: Buffer.alloc(0), contentType: 'application/json', tooLarge: false }
  if (body.tooLarge) throw notFound('The resource')
  if (!/^(application\/json|text\/csv)\b/.test(body.contentType)) {
    throw new Refusal(400, 'Content-Type must be application/json or text/csv.')
  }
  return body
}

/** The JSON of a request. Throws a Refusal (400) when it cannot be parsed. */
export function jsonBody(body: unknown): unknown {
  const { bytes } = rawBody(body)
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch (cause) {
    throw Object.assign(new Refusal(400, 'There was a parsing error.'), { cause })
  }
}

/** The JSON object of a request. Throws a Refusal (400) for anything else. */
export function jsonObject(body: unknown): Readonly<Record<string, unknown>> {
  const value = jsonBody(body)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new Refusal(400, 'There was a parsing error: an object is expected.')
}
