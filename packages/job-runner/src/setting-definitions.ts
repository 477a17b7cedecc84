import type * as z from 'zod/mini'
import { contactFieldsForm } from './contact-fields.ts'
import type { Form } from './setting-forms.ts'
import * as forms from './setting-forms.ts'

/** One setting: its name in the environment, and all that is said of it anywhere. */
export interface SettingDefinition {
  /** Its key in the parsed settings. */
  readonly key: string
  readonly form: Form<unknown>
  readonly meaning: string
  readonly presence: 'required' | 'optional' | 'default'
  /** Of an optional one: when it is needed all the same. */
  readonly neededWhen?: string
  /** As it would stand in the environment; where stages differ, `stageDefault` says which fact of the stage. */
  readonly default?: string
  readonly stageDefault?: 'batchSize' | 'maxRuntimeSeconds'
  readonly unit?: string
  /** The setting names a file, and its content is what is parsed. */
  readonly readsFile?: true
  readonly secret?: true
  /** Other names for the same setting; the first name wins where both are given. */
  readonly aliases?: readonly string[]
}

/** Every setting of the fleet. One name means the same in every stage. */
export const settingDefinitions = {
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
  MONGODB_URL: {
    key: 'mongodbUrl',
    form: forms.mongodbUrl,
    presence: 'required',
    secret: true,
    meaning: 'where MongoDB is',
  },
  QUEUE_DATABASE: {
    key: 'queueDatabase',
    form: forms.databaseName,
    presence: 'default',
    default: 'dwmqueue',
    meaning: 'database of queues, claims, syncs and runs',
  },
  RULES_DATABASE: {
    key: 'rulesDatabase',
    form: forms.databaseName,
    presence: 'default',
    default: 'dwmdev',
    meaning: 'database of rules, config and contact history',
  },
  PUSHGATEWAY: {
    key: 'pushgateway',
    form: forms.pushgateway,
    presence: 'optional',
    meaning: 'where metrics are pushed; unset: nowhere',
  },
  ENVIRONMENT: {
    key: 'environment',
    form: forms.oneOf('dev', 'prod'),
    presence: 'default',
    default: 'dev',
    meaning: 'outside prod nothing is written to Eloqua unless ELOQUA_WRITE says so',
  },
  LOG_LEVEL: {
    key: 'logLevel',
    form: forms.oneOf('error', 'warn', 'info', 'debug'),
    presence: 'default',
    default: 'info',
    meaning: 'least level that is logged',
  },
  LOG_DIR: {
    key: 'logDir',
    form: forms.text,
    presence: 'optional',
    aliases: ['OPENSHIFT_LOG_DIR'],
    meaning: 'folder of the two log files a day; unset: standard output only',
  },
  MAX_RUNTIME_SECONDS: {
    key: 'maxRuntimeSeconds',
    form: forms.wholeNumber(1, 86_400),
    presence: 'default',
    stageDefault: 'maxRuntimeSeconds',
    unit: 'seconds',
    meaning: 'after this long a run starts nothing new',
  },
  GRACE_SECONDS: {
    key: 'graceSeconds',
    form: forms.wholeNumber(1, 600),
    presence: 'default',
    default: '20',
    unit: 'seconds',
    meaning: 'after SIGTERM, how long held work may take to be finished or given back',
  },
  BATCH_SIZE: {
    key: 'batchSize',
    form: forms.wholeNumber(1, 1_000_000),
    presence: 'default',
    stageDefault: 'batchSize',
    unit: 'records',
    meaning: 'records claimed or exported at a time',
  },
  LEASE_SECONDS: {
    key: 'leaseSeconds',
    form: forms.wholeNumber(2, 86_400),
    presence: 'default',
    default: '300',
    unit: 'seconds',
    meaning: 'how long a silent run keeps what it holds; renewed every third of it',
  },
  MAX_ATTEMPTS: {
    key: 'maxAttempts',
    form: forms.wholeNumber(1, 1_000),
    presence: 'default',
    default: '10',
    unit: 'attempts',
    meaning: 'after so many a record that never settles is a dead letter',
  },
  POLL_SECONDS: {
    key: 'pollSeconds',
    form: forms.decimalNumber(0.01, 300),
    presence: 'default',
    default: '2',
    unit: 'seconds',
    meaning: 'wait before the first look at a sync; later waits grow',
  },
  LOOK_AGAIN_SECONDS: {
    key: 'lookAgainSeconds',
    form: forms.decimalNumber(0.1, 3600),
    presence: 'optional',
    unit: 'seconds',
    meaning:
      'a run that has nothing left looks again after so long, until MAX_RUNTIME_SECONDS are over; unset: it ends',
  },
  EXPORT_LIST: {
    key: 'exportList',
    form: forms.text,
    presence: 'default',
    default: 'DWM - Export Queue',
    meaning: 'Eloqua list of the contacts to wash',
  },
  PROCESSING_LIST: {
    key: 'processingList',
    form: forms.text,
    presence: 'default',
    default: 'DWM - Processing Queue',
    meaning: 'Eloqua list that an import takes its contacts off',
  },
  CUSTOM_OBJECT: {
    key: 'customObject',
    form: forms.objectRef,
    presence: 'default',
    default: '990',
    meaning: 'the indicator object',
  },
  INDICATOR_FIELDS: {
    key: 'indicatorFields',
    form: forms.indicatorFields,
    presence: 'default',
    default: 'emailAddress=18495,dataStatus=18496,updatedTimestamp=Contacts.Indicators.Updated_Timestamp',
    meaning: 'fields of the indicator object',
  },
  CONTACT_FIELDS_FILE: {
    key: 'contactFields',
    form: contactFieldsForm,
    presence: 'default',
    readsFile: true,
    meaning: 'JSON file {key: Eloqua statement} in place of the built-in 39 contact fields',
  },
  UPLOAD_MAX_ROWS: {
    key: 'uploadMaxRows',
    form: forms.wholeNumber(1, 1_000_000),
    presence: 'default',
    default: '20000',
    unit: 'rows',
    meaning: 'most rows in one POST to an import',
  },
  UPLOAD_MAX_BYTES: {
    key: 'uploadMaxBytes',
    form: forms.wholeNumber(10_000, 31_999_999),
    presence: 'default',
    default: '31000000',
    unit: 'bytes',
    meaning: 'most bytes in one POST to an import; Eloqua refuses 32 MB',
  },
  CONFIG_NAME: {
    key: 'configName',
    form: forms.text,
    presence: 'default',
    default: 'Eloqua_Contacts_DWM',
    meaning: 'the washing config, by its configName',
  },
  REFRESH_AFTER_DAYS: {
    key: 'refreshAfterDays',
    form: forms.wholeNumber(0, 36_500),
    presence: 'default',
    default: '180',
    unit: 'days',
    meaning: 'age at which an indicator record is refreshed',
  },
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

type Definitions = typeof settingDefinitions

export type SettingName = keyof Definitions

type ValueOf<D extends SettingDefinition> = z.output<D['form']['schema']>

/** Parsed settings of the names N, by key; those without a value and without a default are undefined. */
export type SettingsOf<N extends SettingName> = {
  readonly [K in N as Definitions[K]['key']]: Definitions[K]['presence'] extends 'optional'
    ? ValueOf<Definitions[K]> | undefined
    : ValueOf<Definitions[K]>
}

/** Settings that every stage reads. */
export const commonSettings = [
  'MONGODB_URL',
  'QUEUE_DATABASE',
  'RULES_DATABASE',
  'ENVIRONMENT',
  'ELOQUA_WRITE',
  'PUSHGATEWAY',
  'LOG_LEVEL',
  'LOG_DIR',
  'MAX_RUNTIME_SECONDS',
  'GRACE_SECONDS',
] as const satisfies readonly SettingName[]

/** Settings that the HTTP API reads. */
export const apiSettings = [
  'MONGODB_URL',
  'QUEUE_DATABASE',
  'RULES_DATABASE',
  'ENVIRONMENT',
  'LOG_LEVEL',
  'GRACE_SECONDS',
  'MAX_ATTEMPTS',
  'CONFIG_NAME',
  'API_HOST',
  'API_PORT',
  'API_SESSION_HOURS',
  'API_BODY_MAX_BYTES',
  'API_PROXY_USER_HEADER',
  'API_PROXY_GROUPS_HEADER',
  'API_PROXY_ROLES',
  'API_PROXY_SECRET',
] as const satisfies readonly SettingName[]

export type ApiSettingName = (typeof apiSettings)[number]

export type CommonSettingName = (typeof commonSettings)[number]
