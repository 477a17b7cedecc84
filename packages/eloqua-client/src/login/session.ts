import * as z from 'zod'
import { EloquaAuthError, EloquaResponseError } from '../errors.ts'
import { otherCauses } from '../http/answer-error.ts'
import { runAttempts } from '../http/attempts.ts'
import type { Bounds } from '../http/bounds.ts'
import { jsonReader } from '../http/read-json.ts'
import type { Wire } from '../http/wire.ts'
import { discovery } from '../schemas.ts'

/** Where the `Authorization` header comes from. */
export type Login = {
  header(bounds: Bounds): Promise<string>
  /** after a refusal: gets a new token, where there is such a thing */
  renew?: (bounds: Bounds) => Promise<void>
}

type Identity = {
  site: { id: string; name: string }
  user: { id: string; username: string }
  bulkUrl: string
}

/** One login: who we are and where the instance lives, learned once and again after a refusal. */
export type Session = {
  identity(): Identity
  header(bounds: Bounds): Promise<string>
  /** grows with every new discovery */
  generation(): number
  /**
   * Discovers again, unless somebody has since `generation`. The pod may have moved: success means try again at the
   * new base. Throws EloquaAuthError when the login is refused too.
   */
  renew(generation: number, bounds: Bounds): Promise<void>
}

/** Discovers the instance (`GET /id`). Throws EloquaAuthError and the errors of any request. */
export async function openSession(loginUrl: URL, login: Login, wire: Wire, bounds: Bounds): Promise<Session> {
  let identity = await discover(loginUrl, login, wire, bounds)
  let generation = 1
  let running: Promise<void> | undefined

  async function rediscover(within: Bounds): Promise<void> {
    await login.renew?.(within)
    identity = await discover(loginUrl, login, wire, within)
    generation += 1
  }

  return {
    identity: () => identity,
    header: (within) => login.header(within),
    generation: () => generation,
    async renew(seen, within) {
      if (seen !== generation) return
      // one discovery for all that were refused at once: /id is throttled
      running ??= rediscover(within).finally(() => {
        running = undefined
      })
      await running
    },
  }
}

const answerSchema = z.union([discovery, z.string()])

/** Asks who and where we are. A refusal comes as 401, or as a text under 200; after either a token is renewed, once. */
async function discover(loginUrl: URL, login: Login, wire: Wire, bounds: Bounds): Promise<Identity> {
  let { renew } = login
  const renewOnce = async () => {
    const now = renew
    renew = undefined
    await now?.(bounds)
  }
  const ask = () => askIdentity(loginUrl, login, renew && renewOnce, wire, bounds)
  let answer = await ask()
  if (typeof answer === 'string' && renew) {
    await renewOnce()
    answer = await ask()
  }
  if (typeof answer === 'string') throw refusedLogin(loginUrl)
  return {
    site: { id: String(answer.site.id), name: answer.site.name },
    user: { id: String(answer.user.id), username: answer.user.username },
    bulkUrl: bulkUrl(answer.urls.apis.rest.bulk, loginUrl),
  }
}

/** Without `renew` a 401 is final: the same password is not sent twice, that locks users out. */
function askIdentity(
  loginUrl: URL,
  login: Login,
  renew: (() => Promise<void>) | undefined,
  wire: Wire,
  bounds: Bounds,
): Promise<z.infer<typeof answerSchema>> {
  const headers = async () => ({ authorization: await login.header(bounds), accept: 'application/json' })
  return runAttempts(
    {
      method: 'GET',
      target: async () => ({ url: loginUrl, headers: await headers() }),
      repeatable: true,
      read: jsonReader('discovery', answerSchema),
      ...(renew && { login: renew }),
    },
    wire,
    bounds,
  )
}

/** Bad credentials are answered with 200 and the JSON string "Not authenticated.". */
function refusedLogin(loginUrl: URL): EloquaAuthError {
  return new EloquaAuthError(
    `GET ${loginUrl.pathname}: not authenticated; check company, user and password; ${otherCauses}`,
    {
      method: 'GET',
      path: loginUrl.pathname,
      status: 200,
    },
  )
}

/** Credentials learned over TLS are not sent on without it. */
function bulkUrl(template: string, loginUrl: URL): string {
  const url = URL.parse(template.replaceAll('{version}', '2.0'))
  if (!url) throw new EloquaResponseError('discovery: the URL of the Bulk API cannot be read')
  if (loginUrl.protocol === 'https:' && url.protocol !== 'https:') {
    throw new EloquaResponseError('discovery: the URL of the Bulk API is not https')
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}
