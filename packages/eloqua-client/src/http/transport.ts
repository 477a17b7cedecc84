import { EloquaValidationError } from '../errors.ts'
import type { Session } from '../login/session.ts'
import type { CallOptions } from '../metadata/metadata.ts'
import { runAttempts } from './attempts.ts'
import { type Bounds, joinBounds } from './bounds.ts'
import type { ApiResponse } from './request.ts'
import type { RetryLimits, Wire } from './wire.ts'

/** A call below the base of the Bulk API, or of the Application API beside it. */
export type Call<T> = {
  api?: 'application'
  method: 'GET' | 'POST' | 'DELETE'
  /** relative to the base, with or without a leading slash */
  path: string
  query?: Readonly<Record<string, string | number>>
  json?: unknown
  body?: readonly Buffer[]
  /** default: all but POST */
  repeatable?: boolean
  /** The body holds contacts, which a refusal may quote. */
  ofRows?: boolean
  read: (answer: ApiResponse) => Promise<T>
}

/** Makes calls as the user of a session, within the bounds of connect and call. */
export type Transport = {
  call<T>(call: Call<T>, options?: CallOptions): Promise<T>
  bounds(options?: CallOptions): Bounds
  readonly retry: RetryLimits
  readonly onShortExport: Wire['onShortExport']
}

export function openTransport(session: Session, wire: Wire, outer: CallOptions): Transport {
  const bounds = (options?: CallOptions) => joinBounds(outer, options)
  return {
    bounds,
    retry: wire.retry,
    onShortExport: wire.onShortExport,
    async call(call, options) {
      const within = bounds(options)
      const body = call.body ?? (call.json === undefined ? [] : [Buffer.from(JSON.stringify(call.json))])
      let seen = session.generation()
      return runAttempts(
        {
          method: call.method,
          body,
          repeatable: call.repeatable ?? call.method !== 'POST',
          ...(call.ofRows === true && { ofRows: true }),
          read: call.read,
          async target() {
            seen = session.generation()
            const headers = headersFor(call.method, body, await session.header(within))
            return { url: urlFor(session.identity().bulkUrl, call), headers }
          },
          login: () => session.renew(seen, within),
        },
        wire,
        within,
      )
    },
  }
}

/** From `.../API/Bulk/2.0/`, which is the base of all other calls. */
const applicationApi = '../../REST/2.0/'

/** URIs come from Eloqua and begin with a slash although they are relative to the base. */
function urlFor(base: string, { api, path, query = {} }: Pick<Call<unknown>, 'api' | 'path' | 'query'>): URL {
  const relative = path.replace(/^\/+/, '')
  if (!/^[\w-]+(\/[\w-]+)*$/.test(relative)) throw new EloquaValidationError('not a URI of the Bulk API')
  const url = new URL(api === 'application' ? `${applicationApi}${relative}` : relative, base)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url
}

/** Content-Type is mandatory on POST. */
function headersFor(method: string, body: readonly Buffer[], authorization: string): Record<string, string> {
  const headers = { authorization, accept: 'application/json' }
  if (method !== 'POST') return headers
  const size = body.reduce((sum, piece) => sum + piece.length, 0)
  return { ...headers, 'content-type': 'application/json', 'content-length': String(size) }
}
