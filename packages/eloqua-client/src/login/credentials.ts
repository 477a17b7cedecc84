import type { CallOptions } from '../metadata/metadata.ts'

/** Basic authentication: `COMPANY\user` and a password, sent on every call. */
export type BasicCredentials = { company: string; username: string; password: string }

/** What an OAuth token call gave. `expiresAt` in epoch milliseconds. */
export type OAuthTokens = { accessToken: string; refreshToken?: string; expiresAt: number }

/** Where tokens outlive the process, and where processes that share a refresh token meet: it works once. */
export type TokenStore = {
  load(): Promise<OAuthTokens | undefined>
  /**
   * Gives the stored tokens to `renew` while nobody else has them, in no other process either, and stores what it gives
   * back, for good, before it resolves. `renew` gives back the stored ones themselves when there is nothing to store; it
   * takes {@link renewalMs} at most. Waits for its turn within the bounds.
   */
  replace(
    renew: (stored: OAuthTokens | undefined) => Promise<OAuthTokens>,
    bounds: CallOptions,
  ): Promise<OAuthTokens>
}

/** How long a renewal of tokens may take, all tries together, and a wait of a minute after a 429. */
export const renewalMs = 90_000

/**
 * OAuth 2.0. A stored access token is used while it lives, then its refresh token; without either, the password grant
 * when `user` is given. At least one of `user` and `tokenStore` is needed.
 */
export type OAuthCredentials = {
  oauth: {
    clientId: string
    clientSecret: string
    /** default `https://login.eloqua.com/auth/oauth2/token`; beside another login URL, `/auth/oauth2/token` of its host */
    tokenUrl?: string
    /** sent with the refresh grant when the app is registered with one */
    redirectUri?: string
    user?: BasicCredentials
    /** default: memory of this process */
    tokenStore?: TokenStore
  }
}

export type Credentials = BasicCredentials | OAuthCredentials
