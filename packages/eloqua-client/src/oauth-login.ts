import { runAttempts } from './attempts.ts'
import { basicHeader, userName } from './basic-login.ts'
import { type Bounds, joinBounds } from './bounds.ts'
import { type OAuthCredentials, type OAuthTokens, renewalMs, type TokenStore } from './credentials.ts'
import { EloquaAuthError, EloquaOptionsError, EloquaValidationError } from './errors.ts'
import { jsonReader } from './read-json.ts'
import { tokens as tokensSchema } from './schemas.ts'
import type { Login } from './session.ts'
import type { Wire } from './wire.ts'

/** A token is renewed this long before its end, so that none ends on its way. */
const marginMs = 60_000
/** Access tokens live eight hours unless the answer says otherwise (Oracle's OAuth page). */
const defaultLifeS = 28_800

type Grant = Record<string, string>

/**
 * OAuth 2.0 with stored access token, refresh grant and password grant, in this order. A refresh token works once: it is
 * used while the store lets nobody else at it, and what it gave is stored before it is used.
 */
export function oauthLogin({ oauth }: OAuthCredentials, loginUrl: URL, wire: Wire): Login {
  if (!oauth.user && !oauth.tokenStore) {
    throw new EloquaOptionsError(
      'OAuth credentials need a user (password grant) or a token store (refresh grant)',
    )
  }
  const store = oauth.tokenStore ?? memoryStore()
  const ask = tokenCall(oauth, loginUrl, wire)
  let current: OAuthTokens | undefined
  let renewal: Promise<OAuthTokens> | undefined

  async function byRefresh(refreshToken: string, bounds: Bounds): Promise<OAuthTokens | undefined> {
    const redirect = oauth.redirectUri === undefined ? {} : { redirect_uri: oauth.redirectUri }
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, ...redirect }
    const fresh = await ask(grant, bounds).catch(unlessRefused)
    return fresh && { refreshToken, ...fresh }
  }

  async function byPassword(bounds: Bounds): Promise<OAuthTokens> {
    if (!oauth.user) {
      throw new EloquaAuthError(
        'OAuth: the refresh token is refused; authorize the app anew and give its new one',
      )
    }
    const grant = { grant_type: 'password', username: userName(oauth.user), password: oauth.user.password }
    return ask(grant, bounds).catch(refusedPassword)
  }

  async function obtain(refused: string | undefined, bounds: Bounds): Promise<OAuthTokens> {
    const isGood = (tokens: OAuthTokens) => isLive(tokens) && tokens.accessToken !== refused
    const stored = await store.load()
    if (stored && isGood(stored)) return stored
    return store.replace(async (latest) => {
      // another process may have been faster
      if (latest && isGood(latest)) return latest
      // not within the caller's bounds: broken off, it would use the refresh token up and keep nothing for it
      const within = joinBounds({ deadlineAt: Date.now() + renewalMs })
      return (latest?.refreshToken && (await byRefresh(latest.refreshToken, within))) || byPassword(within)
    }, bounds)
  }

  function renewOnce(refused: string | undefined, bounds: Bounds): Promise<OAuthTokens> {
    renewal ??= obtain(refused, bounds).finally(() => {
      renewal = undefined
    })
    return renewal
  }

  return {
    async header(bounds) {
      if (!current || !isLive(current)) current = await renewOnce(undefined, bounds)
      return `Bearer ${current.accessToken}`
    },
    async renew(bounds) {
      current = await renewOnce(current?.accessToken, bounds)
    },
  }
}

/** Asks for tokens by a grant. */
function tokenCall(
  { clientId, clientSecret, tokenUrl }: OAuthCredentials['oauth'],
  loginUrl: URL,
  wire: Wire,
) {
  const url = new URL(tokenUrl ?? '/auth/oauth2/token', loginUrl)
  return async (grant: Grant, bounds: Bounds): Promise<OAuthTokens> => {
    const answer = await runAttempts(
      {
        method: 'POST',
        target: async () => ({ url, headers: tokenHeaders(clientId, clientSecret) }),
        body: [Buffer.from(JSON.stringify({ scope: 'full', ...grant }))],
        // a used-up refresh token is refused, which is handled; a second password grant does no harm
        repeatable: true,
        read: jsonReader('token call', tokensSchema),
      },
      wire,
      bounds,
    )
    const expiresAt = Date.now() + (answer.expires_in ?? defaultLifeS) * 1000
    return { accessToken: answer.access_token, expiresAt, ...refreshOf(answer.refresh_token) }
  }
}

function tokenHeaders(clientId: string, clientSecret: string) {
  return {
    authorization: basicHeader(clientId, clientSecret),
    'content-type': 'application/json',
    accept: 'application/json',
  }
}

function refreshOf(token: string | null | undefined) {
  return token ? { refreshToken: token } : {}
}

function isLive(tokens: OAuthTokens): boolean {
  return tokens.expiresAt - marginMs > Date.now()
}

function isRefusal(error: unknown): error is EloquaAuthError | EloquaValidationError {
  return error instanceof EloquaAuthError || error instanceof EloquaValidationError
}

function unlessRefused(error: unknown): undefined {
  if (isRefusal(error)) return undefined
  throw error
}

function refusedPassword(error: unknown): never {
  if (!isRefusal(error)) throw error
  const { method, path, status, requestId, attempts, failures } = error
  throw new EloquaAuthError('OAuth: the password grant was refused; check client, user and password', {
    ...{ method, path, status, requestId, attempts, failures },
  })
}

function memoryStore(): TokenStore {
  let kept: OAuthTokens | undefined
  return {
    load: async () => kept,
    async replace(renew) {
      kept = await renew(kept)
      return kept
    },
  }
}
