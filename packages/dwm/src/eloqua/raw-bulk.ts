import type { Eloqua } from '@dwmops/eloqua-client'

/** An answer as it came, with nothing smoothed. `json` is undefined for a body that is none. */
export interface RawAnswer {
  readonly status: number
  readonly json: unknown
  /** The `Date` header. */
  readonly date: string | undefined
  /** Epoch milliseconds of this machine. */
  readonly sentAt: number
  readonly answeredAt: number
}

/** Single calls of the Bulk API, tried once, whatever the answer; for finding out what Eloqua really says. */
export interface RawBulk {
  get(path: string, query?: Readonly<Record<string, string>>): Promise<RawAnswer>
  post(path: string, json: unknown): Promise<RawAnswer>
  delete(path: string): Promise<RawAnswer>
}

/** No answer came to a single call. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
  readonly code = 'DWM_NO_ANSWER'
}

const timeoutMs = 60_000

/** Calls as the user of `eloqua`, at the address that it found. Throws NoAnswerError. */
export function rawBulk(eloqua: Eloqua): RawBulk {
  async function call(method: string, path: string, query: Readonly<Record<string, string>>, json?: unknown) {
    const url = new URL(path.replace(/^\/+/, ''), eloqua.baseUrl())
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const authorization = await eloqua.authorization()
    const headers = { authorization, accept: 'application/json', 'content-type': 'application/json' }
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const sentAt = Date.now()
    try {
      const bounds = { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const
      const response = await fetch(url, { method, headers, ...body, ...bounds })
      const answeredAt = Date.now()
      const date = response.headers.get('date') ?? undefined
      return { status: response.status, json: parsed(await response.text()), date, sentAt, answeredAt }
    } catch (cause) {
      throw new NoAnswerError(`${method} ${path}: no answer`, { cause })
    }
  }

  return {
    get: (path, query = {}) => call('GET', path, query),
    post: (path, json) => call('POST', path, {}, json),
    delete: (path) => call('DELETE', path, {}),
  }
}

/** The items of a collection that was answered with; none where `items` is missing. */
export function itemsOf({ json }: RawAnswer): readonly Readonly<Record<string, unknown>>[] {
  const items = typeof json === 'object' && json !== null && 'items' in json ? json.items : []
  return Array.isArray(items) ? items.filter((item) => typeof item === 'object' && item !== null) : []
}

/** A property of the object that was answered with. */
export function propertyOf({ json }: RawAnswer, name: string): unknown {
  return typeof json === 'object' && json !== null ? new Map(Object.entries(json)).get(name) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // that it is no JSON is an answer too
  }
}
