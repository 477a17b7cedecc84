import type { SettingName } from './setting-definitions.ts'

/** A queue of the fleet, by the name that its operators know. */
export type FleetQueue = 'dwmQueue' | 'indicatorQueue' | 'processedQueue'

interface StageFacts {
  /** Also the package, image, CronJob, manifest file and the `stage` field of log lines. */
  readonly name: string
  /** Cron schedule, UTC. */
  readonly schedule: string
  /** The script of the old fleet; also the name of the console log. */
  readonly replaces: string
  /** NAME of the explicit log `NAME_YYYY_MM_DD.log`. */
  readonly explicitLog: string
  readonly from: FleetQueue | 'Eloqua' | 'all queues'
  readonly to: FleetQueue | 'Eloqua' | 'all queues'
  /** Records claimed or exported at a time; undefined where the stage has no batches. */
  readonly batchSize: number | undefined
  /** After this many seconds a run starts nothing new. */
  readonly maxRuntimeSeconds: number
  /** Longest healthy age of `last_success_unixtime` in seconds: missed runs that nobody need be woken for, and the length of one. */
  readonly successMaxAgeSeconds: number
  readonly readsEloqua: boolean
  readonly writesEloqua: boolean
  /** Settings that the stage reads besides `commonSettings`. */
  readonly settings: readonly SettingName[]
}

/** Settings of whatever talks to Eloqua. */
export const eloquaSettings = [
  'ELOQUA_COMPANY',
  'ELOQUA_USERNAME',
  'ELOQUA_PASSWORD',
  'ELOQUA_CLIENT_ID',
  'ELOQUA_CLIENT_SECRET',
  'ELOQUA_REFRESH_TOKEN',
  'ELOQUA_REDIRECT_URI',
  'ELOQUA_TOKEN_URL',
  'ELOQUA_LOGIN_URL',
  'POLL_SECONDS',
] as const
const queue = ['LEASE_SECONDS', 'MAX_ATTEMPTS'] as const
const polling = ['IDLE_POLL_SECONDS'] as const
const upload = ['UPLOAD_MAX_ROWS', 'UPLOAD_MAX_BYTES'] as const
const writing = ['WRITE_FIELDS', 'FRESHNESS_CHECK', 'CREATE_CONTACTS', 'CUT_LONG_VALUES'] as const
const indicators = ['CUSTOM_OBJECT', 'INDICATOR_FIELDS'] as const

/** The stages of the fleet, in the order in which a contact meets them. */
export const stages = [
  {
    name: 'get-contacts',
    schedule: '0,30 * * * *',
    replaces: 'Eloqua_Contacts_GetDWM',
    explicitLog: 'Eloqua_Contacts_DWM_GET',
    from: 'Eloqua',
    to: 'dwmQueue',
    batchSize: 80_000,
    maxRuntimeSeconds: 240,
    successMaxAgeSeconds: 4_500,
    readsEloqua: true,
    writesEloqua: true,
    settings: [
      ...eloquaSettings,
      ...queue,
      ...polling,
      'BATCH_SIZE',
      'CONFIG_NAME',
      'EXPORT_LIST',
      'CONTACT_FIELDS_FILE',
    ],
  },
  {
    name: 'wash-contacts',
    schedule: '* * * * *',
    replaces: 'Eloqua_Contacts_RunDWM',
    explicitLog: 'Eloqua_Contacts_DWM_RUN',
    from: 'dwmQueue',
    to: 'indicatorQueue',
    batchSize: 600,
    maxRuntimeSeconds: 240,
    successMaxAgeSeconds: 900,
    readsEloqua: false,
    writesEloqua: false,
    settings: [...queue, ...polling, 'BATCH_SIZE', 'CONFIG_NAME'],
  },
  {
    name: 'update-indicators',
    schedule: '* * * * *',
    replaces: 'Eloqua_Contacts_UpdateContactsIndicators',
    explicitLog: 'Eloqua_Contacts_DWM_INDICATORS',
    from: 'indicatorQueue',
    to: 'processedQueue',
    batchSize: 30_000,
    maxRuntimeSeconds: 240,
    successMaxAgeSeconds: 900,
    readsEloqua: true,
    writesEloqua: true,
    settings: [...eloquaSettings, ...queue, ...polling, ...upload, ...indicators, 'BATCH_SIZE'],
  },
  {
    name: 'post-contacts',
    schedule: '15,45 * * * *',
    replaces: 'Eloqua_Contacts_PostDWM',
    explicitLog: 'Eloqua_Contacts_DWM_POST',
    from: 'processedQueue',
    to: 'Eloqua',
    batchSize: 30_000,
    maxRuntimeSeconds: 240,
    successMaxAgeSeconds: 4_500,
    readsEloqua: true,
    writesEloqua: true,
    settings: [
      ...eloquaSettings,
      ...queue,
      ...polling,
      ...upload,
      'BATCH_SIZE',
      ...writing,
      'PROCESSING_LIST',
      'CONTACT_FIELDS_FILE',
    ],
  },
  {
    name: 'clean-queues',
    schedule: '* * * * *',
    replaces: 'Eloqua_Contacts_CleanQueues',
    explicitLog: 'CLEAN_QUEUE_DWM',
    from: 'all queues',
    to: 'all queues',
    batchSize: undefined,
    maxRuntimeSeconds: 240,
    successMaxAgeSeconds: 900,
    readsEloqua: false,
    writesEloqua: false,
    settings: [...queue, 'DEAD_LETTER_RETENTION_DAYS', 'HISTORY_DAYS'],
  },
  {
    name: 'refresh-indicators',
    schedule: '0 5 * * *',
    replaces: 'Eloqua_Contacts.Indicators_Refresh',
    explicitLog: 'Eloqua_Contacts.Indicators_Refresh',
    from: 'Eloqua',
    to: 'Eloqua',
    batchSize: 80_000,
    maxRuntimeSeconds: 240,
    successMaxAgeSeconds: 93_600,
    readsEloqua: true,
    writesEloqua: true,
    settings: [
      ...eloquaSettings,
      ...upload,
      ...indicators,
      'LEASE_SECONDS',
      'BATCH_SIZE',
      'REFRESH_AFTER_DAYS',
    ],
  },
] as const satisfies readonly StageFacts[]

export type StageName = (typeof stages)[number]['name']

/** What is known of a stage before it runs: the rest of the repository is tested against this table. */
export interface Stage extends StageFacts {
  readonly name: StageName
}

/** Names of the settings of stage S, the common ones apart. */
export type StageSettingName<S extends StageName> = Extract<
  (typeof stages)[number],
  { name: S }
>['settings'][number]

/** Throws RangeError for a name that is no stage. */
export function stageNamed(name: StageName): Stage {
  const stage: Stage | undefined = stages.find((one) => one.name === name)
  if (stage === undefined) throw new RangeError(`no stage named ${name}`)
  return stage
}
