import { registerSecret } from '@dwmops/fleet'
import { EloquaAuthError, EloquaOptionsError } from '../errors.ts'
import { runAttempts } from '../http/attempts.ts'
import { type Bounds, joinBounds } from '../http/bounds.ts'
import { jsonReader } from '../http/read-json.ts'
import type { Wire } from '../http/wire.ts'
import { tokens as tokensSchema } from '../schemas.ts'
import { basicHeader, userName } from './basic-login.ts'
import { type OAuthCredentials, type OAuthTokens, renewalMs, type TokenStore } from './credentials.ts'
import { grantRefused, isClientRefused, isTokenRefusal } from './oauth-refusal.ts'
import type { Login } from './session.ts'

/** A token is renewed this long before its end, so that none ends on its way. */
const marginMs = 60_000
/** Access tokens live eight hours unless the answer says otherwise (Oracle's OAuth page). */
const defaultLifeS = 28_800

/**
 * Oracle allows one authorization a minute for a user and app, the password grant included (release 18D), and answers 429 to more.
 */
const busyWaitMs = 60_000

type Grant = Record<string, string>

/** Of the renewal, which is not broken off, and of its pauses, which are. */
type RenewalBounds = { readonly whole: Bounds; readonly pauses: Bounds }

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

  async function byRefresh(refreshToken: string, bounds: RenewalBounds): Promise<OAuthTokens | undefined> {
    const redirect = oauth.redirectUri === undefined ? {} : { redirect_uri: oauth.redirectUri }
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, ...redirect }
    try {
      return { refreshToken, ...(await ask(grant, bounds)) }
    } catch (error) {
      if (!isTokenRefusal(error)) throw error
      if (isClientRefused(error) || !oauth.user) throw grantRefused('refresh_token', error)
      return undefined
    }
  }

  async function byPassword(bounds: RenewalBounds): Promise<OAuthTokens> {
    if (!oauth.user) {
      throw new EloquaAuthError(
        'OAuth: there is no refresh token; authorize the app and give the one it gets',
      )
    }
    const grant = { grant_type: 'password', username: userName(oauth.user), password: oauth.user.password }
    return ask(grant, bounds).catch((error: unknown) => {
      throw isTokenRefusal(error) ? grantRefused('password', error) : error
    })
  }

  async function obtain(refused: string | undefined, bounds: Bounds): Promise<OAuthTokens> {
    const isGood = (tokens: OAuthTokens) => isLive(tokens) && tokens.accessToken !== refused
    const stored = await store.load()
    registerTokens(stored)
    if (stored && isGood(stored)) return stored
    return store.replace(async (latest) => {
      registerTokens(latest)
      // another process may have been faster
      if (latest && isGood(latest)) return latest
      // not within the caller's bounds: broken off, it would use the refresh token up and keep nothing for it
      const within = { whole: joinBounds({ deadlineAt: Date.now() + renewalMs }), pauses: bounds }
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
  return async (grant: Grant, { whole, pauses }: RenewalBounds): Promise<OAuthTokens> => {
    const answer = await runAttempts(
      {
        method: 'POST',
        target: async () => ({ url, headers: tokenHeaders(clientId, clientSecret) }),
        body: [Buffer.from(JSON.stringify({ scope: 'full', ...grant }))],
        // a used-up refresh token is refused, which is handled; a second password grant does no harm
        repeatable: true,
        busyWaitMs,
        read: jsonReader('token call', tokensSchema),
      },
      wire,
      whole,
      pauses,
    )
    const expiresAt = Date.now() + (answer.expires_in ?? defaultLifeS) * 1000
    const tokens = { accessToken: answer.access_token, expiresAt, ...refreshOf(answer.refresh_token) }
    registerTokens(tokens)
    return tokens
  }
}

function registerTokens(tokens: Partial<OAuthTokens> | undefined): void {
  for (const token of [tokens?.accessToken, tokens?.refreshToken]) if (token) registerSecret(token)
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
