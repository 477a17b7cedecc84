import * as forms from '../setting-forms.ts'
import type { SettingDefinition } from './setting-definition.ts'

/** The HTTP API. */
export const api = {
  API_HOST: {
    key: 'apiHost',
    form: forms.text,
    presence: 'default',
    default: '127.0.0.1',
    meaning: 'address on which the API listens; 0.0.0.0 in a container',
  },
  API_PORT: {
    key: 'apiPort',
    form: forms.wholeNumber(0, 65_535),
    presence: 'default',
    default: '8080',
    meaning: 'port of the API; 0 picks a free one',
  },
  API_SESSION_HOURS: {
    key: 'apiSessionHours',
    form: forms.wholeNumber(1, 720),
    presence: 'default',
    default: '12',
    unit: 'hours',
    meaning: 'how long a login to the console lasts',
  },
  API_BODY_MAX_BYTES: {
    key: 'apiBodyMaxBytes',
    form: forms.wholeNumber(100_000, 500_000_000),
    presence: 'default',
    default: '64000000',
    unit: 'bytes',
    meaning: 'most bytes of a whole rule set in one request; other bodies end at 1 MB',
  },
  API_TRUSTED_PROXIES: {
    key: 'apiTrustedProxies',
    form: forms.wholeNumber(0, 10),
    presence: 'default',
    default: '0',
    unit: 'proxies',
    meaning: 'proxies in front that each add their client to x-forwarded-for; limits are by client',
  },
  ELOQUA_UI_URL: {
    key: 'eloquaUiUrl',
    form: forms.httpUrl,
    presence: 'optional',
    meaning: 'where people use this Eloqua instance; the console links contacts there; unset: no links',
  },
  API_OPERATIONS: {
    key: 'apiOperations',
    form: forms.trueOrFalse,
    presence: 'default',
    default: 'false',
    meaning:
      'whether the API may pause, resume, run and drain the stages; the component api-operations gives it the rights',
  },
  API_SECOND_PERSON: {
    key: 'apiSecondPerson',
    form: forms.trueOrFalse,
    presence: 'default',
    default: 'false',
    meaning:
      'in prod, whether rules are published only by another person than the one who changed them; binds dwm rules too',
  },
  API_PROXY_USER_HEADER: {
    key: 'apiProxyUserHeader',
    form: forms.headerName,
    presence: 'optional',
    meaning: 'header in which an OAuth proxy names the person; unset: no proxy is believed',
  },
  API_PROXY_GROUPS_HEADER: {
    key: 'apiProxyGroupsHeader',
    form: forms.headerName,
    presence: 'default',
    default: 'x-forwarded-groups',
    meaning: 'header in which the proxy lists the groups of the person, with commas between',
  },
  API_PROXY_ROLES: {
    key: 'apiProxyRoles',
    form: forms.proxyRoles,
    presence: 'optional',
    meaning: 'roles by group of the proxy; * is everybody that it lets through; unset: nobody has one',
  },
  API_PROXY_SECRET: {
    key: 'apiProxySecret',
    form: forms.secret,
    presence: 'optional',
    secret: true,
    meaning:
      'what the proxy must send in x-dwm-proxy-secret; unset: only a proxy that connects from this pod (loopback) is believed',
  },
} as const satisfies Record<string, SettingDefinition>
