import type { IncomingMessage } from 'node:http'

/** What the URL of a request says before any route is looked for. */
export interface RequestPath {
  /** path before `/API`: the pod that the client thinks the instance is in */
  readonly base: string
  /** path below `/API/Bulk/2.0`, or the whole path of anything else */
  readonly path: string
  readonly isBulk: boolean
  /** whether it is of the Bulk or the Application API */
  readonly needsLogin: boolean
  readonly url: string
}

const pod = /^(\/p\d\d)(?=\/)/i
const bulk = /^\/api\/bulk\/2\.0(?=\/|$)/i
const application = /^\/api\/rest\//i

/** Reads a URL: pod, double slashes and the case of the API's own part do not matter. */
export function readRequestPath(url: string): RequestPath {
  const [, rawPath = '/', query = ''] = /^([^?]*)(\?.*)?$/s.exec(url) ?? []
  const base = pod.exec(rawPath)?.[1]?.toLowerCase() ?? ''
  const whole = rawPath.slice(base.length).replaceAll(/\/{2,}/g, '/')
  const isBulk = bulk.test(whole)
  const path = isBulk ? whole.replace(bulk, '') || '/' : whole
  const needsLogin = isBulk || application.test(path)
  return { base, path, isBulk, needsLogin, url: `${isBulk ? '/api/bulk/2.0' : ''}${path}${query}` }
}

const methods = new Set(['GET', 'PUT', 'DELETE', 'POST'])

/** Takes the method of `X-HTTP-Method-Override`, for clients that can only POST. */
export function overrideMethod(request: IncomingMessage): void {
  const given = String(request.headers['x-http-method-override'] ?? '').toUpperCase()
  if (request.method === 'POST' && methods.has(given)) request.method = given
}
