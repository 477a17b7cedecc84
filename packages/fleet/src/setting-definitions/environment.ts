import * as forms from '../setting-forms.ts'
import type { SettingDefinition } from './setting-definition.ts'

/** What a run finds around it: databases, metrics, logs. */
export const environmentSettings = {
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
  HTTPS_PROXY: {
    key: 'httpsProxy',
    form: forms.proxy,
    presence: 'optional',
    aliases: ['https_proxy'],
    meaning:
      'proxy through which https:// addresses are reached: Eloqua, its token endpoint, the Pushgateway',
  },
  HTTP_PROXY: {
    key: 'httpProxy',
    form: forms.proxy,
    presence: 'optional',
    aliases: ['http_proxy'],
    meaning: 'the same for http:// addresses, which a Pushgateway in the cluster often has: see NO_PROXY',
  },
  NO_PROXY: {
    key: 'noProxy',
    form: forms.text,
    presence: 'optional',
    aliases: ['no_proxy'],
    meaning:
      'hosts that are reached without a proxy, with commas between: names, .suffixes, addresses, host:port, *',
  },
  NODE_EXTRA_CA_CERTS: {
    key: 'extraCaCerts',
    form: forms.certificates,
    presence: 'optional',
    readsFile: true,
    meaning:
      'CA bundle beside the public ones, for every TLS connection, MongoDB included; Node reads it at the start',
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
} as const satisfies Record<string, SettingDefinition>
