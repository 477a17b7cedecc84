import { basicHeader, userName } from './basic-login.ts'
import type { Bounds } from './bounds.ts'
import type { OAuthCredentials, OAuthTokens, TokenStore } from './credentials.ts'
import { EloquaAuthError, EloquaOptionsError, EloquaValidationError } from './errors.ts'
import { jsonReader } from './read-json.ts'
import { tokens as tokensSchema } from './schemas.ts'
import type { Login } from './session.ts'
import { runTries } from './tries.ts'
import type { Wire } from './wire.ts'

/** A token is renewed this long before its end, so that none ends on its way. */
const marginMs = 60_000
/** Access tokens live eight hours unless the answer says otherwise (Oracle's OAuth page). */
const defaultLifeS = 28_800

type Grant = Record<string, string>

/**
 * OAuth 2.0 with stored access token, refresh grant and password grant, in this order. A refresh token works once:
 * when it is refused, another process may have used it, so the store is asked again before giving up.
 */
export function oauthLogin({ oauth }: OAuthCredentials, loginUrl: URL, wire: Wire): Login {
  if (!oauth.user && !oauth.tokenStore) {
    throw new EloquaOptionsError(
      'OAuth credentials need a user (password grant) or a token store (refresh grant)',
    )
  }
  const url = new URL(oauth.tokenUrl ?? '/auth/oauth2/token', loginUrl)
  const store = oauth.tokenStore ?? memoryStore()
  let current: OAuthTokens | undefined
  let renewal: Promise<OAuthTokens> | undefined

  async function ask(grant: Grant, bounds: Bounds): Promise<OAuthTokens> {
    const answer = await runTries(
      {
        method: 'POST',
        target: async () => ({ url, headers: tokenHeaders(oauth.clientId, oauth.clientSecret) }),
        body: [Buffer.from(JSON.stringify({ scope: 'full', ...grant }))],
        // a used-up refresh token is refused, which is handled; a second password grant does no harm
        repeatable: true,
        read: jsonReader('token call', tokensSchema),
      },
      wire,
      bounds,
    )
    const expiresAt = Date.now() + (answer.expires_in ?? defaultLifeS) * 1000
    const fresh = { accessToken: answer.access_token, expiresAt, ...refreshOf(answer.refresh_token) }
    await store.save(fresh)
    return fresh
  }

  async function refresh(refreshToken: string, bounds: Bounds): Promise<OAuthTokens | undefined> {
    const redirect = oauth.redirectUri === undefined ? {} : { redirect_uri: oauth.redirectUri }
    return ask({ grant_type: 'refresh_token', refresh_token: refreshToken, ...redirect }, bounds).catch(
      unlessRefused,
    )
  }

  async function obtain(refused: string | undefined, bounds: Bounds): Promise<OAuthTokens> {
    let stored = await store.load()
    for (let look = 0; look < 2; look += 1) {
      if (stored && isLive(stored) && stored.accessToken !== refused) return stored
      const fresh = stored?.refreshToken ? await refresh(stored.refreshToken, bounds) : undefined
      if (fresh) return fresh
      const later: OAuthTokens | undefined = await store.load()
      if (later?.refreshToken === stored?.refreshToken) break
      stored = later
    }
    if (!oauth.user) throw new EloquaAuthError('OAuth: no stored token is accepted; authorize the app anew')
    const { password } = oauth.user
    return ask({ grant_type: 'password', username: userName(oauth.user), password }, bounds).catch(
      refusedPassword,
    )
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

function tokenHeaders(clientId: string, clientSecret: string) {
  return {
    authorization: basicHeader(clientId, clientSecret),
    'content-type': 'application/json',
    accept: 'application/json',
  }
}

function refreshOf(token: string | undefined) {
  return token === undefined ? {} : { refreshToken: token }
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
    async save(tokens) {
      kept = tokens
    },
  }
}
