/** Basic authentication: `COMPANY\user` and a password, sent on every call. */
export type BasicCredentials = { company: string; username: string; password: string }

/** What an OAuth token call gave. `expiresAt` in epoch milliseconds. */
export type OAuthTokens = { accessToken: string; refreshToken?: string; expiresAt: number }

/**
 * Where tokens outlive the process. A refresh token works once: `save` must have stored the new one for good before
 * it resolves, as it is awaited before the new tokens are used.
 */
export type TokenStore = {
  load(): Promise<OAuthTokens | undefined>
  save(tokens: OAuthTokens): Promise<void>
}

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
