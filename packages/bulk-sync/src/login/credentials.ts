import type { BasicCredentials, Credentials } from '@dwmops/eloqua-client'
import type { SettingsOf } from '@dwmops/fleet'
import type { Db } from 'mongodb'
import { mongoTokenStore } from './token-store.ts'

/** The settings that say how to log in to Eloqua. */
export type LoginSettings = SettingsOf<
  | 'ELOQUA_COMPANY'
  | 'ELOQUA_USERNAME'
  | 'ELOQUA_PASSWORD'
  | 'ELOQUA_CLIENT_ID'
  | 'ELOQUA_CLIENT_SECRET'
  | 'ELOQUA_REFRESH_TOKEN'
  | 'ELOQUA_REDIRECT_URI'
  | 'ELOQUA_TOKEN_URL'
>

/** OAuth where ELOQUA_CLIENT_ID is set, with its tokens in the queue database; else Basic. */
export function credentialsOf(settings: LoginSettings, queueDb: Db): Credentials {
  const user = basicOf(settings)
  const { eloquaClientId: clientId, eloquaRedirectUri: redirectUri, eloquaTokenUrl: tokenUrl } = settings
  const clientSecret = settings.eloquaClientSecret?.reveal()
  const refreshToken = settings.eloquaRefreshToken?.reveal()
  if (clientId !== undefined && clientSecret !== undefined) {
    return {
      oauth: {
        ...{
          clientId,
          clientSecret,
          tokenStore: mongoTokenStore(queueDb, { clientId, clientSecret, refreshToken }),
        },
        ...(user && { user }),
        ...(redirectUri !== undefined && { redirectUri }),
        ...(tokenUrl !== undefined && { tokenUrl }),
      },
    }
  }
  if (user === undefined)
    throw new TypeError('no login to Eloqua in the settings: read them by parseSettings, which checks them')
  return user
}

/** Company, user and password, where all three are set. */
export function basicOf(settings: LoginSettings): BasicCredentials | undefined {
  const { eloquaCompany: company, eloquaUsername: username, eloquaPassword: password } = settings
  if (company === undefined || username === undefined || password === undefined) return undefined
  return { company, username, password: password.reveal() }
}
