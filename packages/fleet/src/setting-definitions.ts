import type * as z from 'zod/mini'
import { api } from './setting-definitions/api.ts'
import { eloquaLogin } from './setting-definitions/eloqua-login.ts'
import { environmentSettings } from './setting-definitions/environment.ts'
import type { SettingDefinition } from './setting-definitions/setting-definition.ts'
import { pace } from './setting-definitions/timing.ts'
import { work } from './setting-definitions/work.ts'

export type { SettingDefinition }

/** Every setting of the fleet. One name means the same in every stage. */
export const settingDefinitions = {
  ...eloquaLogin,
  ...environmentSettings,
  ...pace,
  ...work,
  ...api,
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

/** How connections to Eloqua and the Pushgateway leave. */
export const proxySettings = [
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
] as const satisfies readonly SettingName[]

/** Settings that every stage reads. */
export const commonSettings = [
  'MONGODB_URL',
  'QUEUE_DATABASE',
  'RULES_DATABASE',
  'ENVIRONMENT',
  'ELOQUA_WRITE',
  'PUSHGATEWAY',
  ...proxySettings,
  'NODE_EXTRA_CA_CERTS',
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
  'API_TRUSTED_PROXIES',
  'ELOQUA_UI_URL',
  'API_OPERATIONS',
  'API_SECOND_PERSON',
  'API_PROXY_USER_HEADER',
  'API_PROXY_GROUPS_HEADER',
  'API_PROXY_ROLES',
  'API_PROXY_SECRET',
] as const satisfies readonly SettingName[]

export type ApiSettingName = (typeof apiSettings)[number]

export type CommonSettingName = (typeof commonSettings)[number]
