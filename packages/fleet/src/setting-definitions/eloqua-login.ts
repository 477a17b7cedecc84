import * as forms from '../setting-forms.ts'
import type { SettingDefinition } from './setting-definition.ts'

/** How Eloqua is logged in to, and whether anything is written to it. */
export const eloquaLogin = {
  ELOQUA_COMPANY: {
    key: 'eloquaCompany',
    form: forms.text,
    presence: 'optional',
    neededWhen: 'ELOQUA_CLIENT_ID is unset',
    meaning: 'company of the Eloqua login',
  },
  ELOQUA_USERNAME: {
    key: 'eloquaUsername',
    form: forms.text,
    presence: 'optional',
    neededWhen: 'ELOQUA_CLIENT_ID is unset',
    aliases: ['ELOQUA_USER'],
    meaning: 'user of the Eloqua login',
  },
  ELOQUA_PASSWORD: {
    key: 'eloquaPassword',
    form: forms.secret,
    presence: 'optional',
    neededWhen: 'ELOQUA_CLIENT_ID is unset',
    secret: true,
    meaning: 'password of the Eloqua login',
  },
  ELOQUA_CLIENT_ID: {
    key: 'eloquaClientId',
    form: forms.text,
    presence: 'optional',
    meaning: 'OAuth client of an Eloqua app: log in by OAuth rather than with the password on every call',
  },
  ELOQUA_CLIENT_SECRET: {
    key: 'eloquaClientSecret',
    form: forms.secret,
    presence: 'optional',
    neededWhen: 'ELOQUA_CLIENT_ID is set',
    secret: true,
    meaning: 'secret of the OAuth client; tokens are kept in the queue database, sealed with it',
  },
  ELOQUA_REFRESH_TOKEN: {
    key: 'eloquaRefreshToken',
    form: forms.secret,
    presence: 'optional',
    neededWhen: 'ELOQUA_CLIENT_ID is set without company, user and password',
    secret: true,
    meaning:
      'first refresh token, from authorizing the app; used once, later ones are kept in the queue database',
  },
  ELOQUA_REDIRECT_URI: {
    key: 'eloquaRedirectUri',
    form: forms.httpUrl,
    presence: 'optional',
    meaning: 'redirect URI that the OAuth client is registered with',
  },
  ELOQUA_TOKEN_URL: {
    key: 'eloquaTokenUrl',
    form: forms.httpUrl,
    presence: 'optional',
    meaning: 'where OAuth tokens are asked for; unset: /auth/oauth2/token of the host of ELOQUA_LOGIN_URL',
  },
  ELOQUA_LOGIN_URL: {
    key: 'eloquaLoginUrl',
    form: forms.httpUrl,
    presence: 'default',
    default: 'https://login.eloqua.com/id',
    meaning: 'where the address of the instance is asked for',
  },
  ELOQUA_WRITE: {
    key: 'eloquaWrite',
    form: forms.trueOrFalse,
    presence: 'optional',
    meaning: 'whether anything is written to Eloqua; unset: only when ENVIRONMENT is prod',
  },
} as const satisfies Record<string, SettingDefinition>
