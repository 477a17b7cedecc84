import { type StageName, stages } from './stages.ts'

/** One metric of the fleet. All are gauges; every series carries `stage`, and `job` and `environment` by grouping. */
export interface MetricDefinition {
  readonly help: string
  readonly stages: readonly StageName[]
  /** Labels of its own, besides `stage`. */
  readonly labels: readonly string[]
  /** Set by the run frame itself; the others by the stage. */
  readonly byFrame: boolean
}

const everyStage = stages.map(({ name }) => name)
const withRecords = everyStage.filter((stage) => stage !== 'clean-queues')
const importing = ['update-indicators', 'post-contacts', 'refresh-indicators'] as const
const cleaning = ['clean-queues'] as const
const claiming = ['wash-contacts', 'update-indicators', 'post-contacts'] as const

/** Every metric of the fleet: the names of the old fleet first, to the letter. */
export const metricsTable = {
  last_success_unixtime: {
    help: 'When the stage last succeeded, in seconds since 1970',
    stages: everyStage,
    labels: [],
    byFrame: true,
  },
  total_seconds: {
    help: 'How long the last run worked, in seconds',
    stages: withRecords,
    labels: [],
    byFrame: true,
  },
  total_records_total: {
    help: 'Records that the last run took in',
    stages: withRecords,
    labels: [],
    byFrame: true,
  },
  total_seconds_dwm: {
    help: 'How long the last run spent washing, in seconds',
    stages: ['wash-contacts'],
    labels: [],
    byFrame: false,
  },
  total_records_errored: {
    help: 'Records of the last run whose batch ended in an error',
    stages: importing,
    labels: [],
    byFrame: false,
  },
  total_records_warning: {
    help: 'Records of the last run whose batch ended with a warning',
    stages: importing,
    labels: [],
    byFrame: false,
  },
  total_records_success: {
    help: 'Records of the last run whose batch ended well',
    stages: importing,
    labels: [],
    byFrame: false,
  },
  QueueSize: { help: 'Records in the queue', stages: cleaning, labels: ['queue'], byFrame: false },
  QueueTimeout: {
    help: 'Records of the queue freed because their run fell silent',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_last_start_timestamp_seconds: {
    help: 'When the stage last started, in seconds since 1970',
    stages: everyStage,
    labels: [],
    byFrame: true,
  },
  dwm_last_failure_timestamp_seconds: {
    help: 'When a run of the stage last failed, in seconds since 1970',
    stages: everyStage,
    labels: [],
    byFrame: true,
  },
  dwm_last_exit_code: {
    help: 'Exit code of the last run that ended',
    stages: everyStage,
    labels: [],
    byFrame: true,
  },
  dwm_run_duration_seconds: {
    help: 'How long the last run took from start to end, in seconds',
    stages: everyStage,
    labels: [],
    byFrame: true,
  },
  dwm_run_records: {
    help: 'Records of the last run by result',
    stages: everyStage,
    labels: ['result'],
    byFrame: true,
  },
  dwm_run_values: {
    help: 'Values of contacts by field and what became of them: superseded, rejected, tooLong, unread',
    stages: importing,
    labels: ['result', 'field'],
    byFrame: true,
  },
  dwm_run_rule_hits: {
    help: 'Fields changed by the last run, by rule type',
    stages: ['wash-contacts'],
    labels: ['type'],
    byFrame: false,
  },
  dwm_run_leases_lost: {
    help: 'Claims that the last run lost to a rescue',
    stages: claiming,
    labels: [],
    byFrame: false,
  },
  dwm_run_claims_adopted: {
    help: 'Claims of dead runs that the last run took over with their sync',
    stages: claiming,
    labels: [],
    byFrame: false,
  },
  dwm_queue_records: {
    help: 'Records of the queue by state',
    stages: cleaning,
    labels: ['queue', 'state'],
    byFrame: false,
  },
  dwm_queue_oldest_age_seconds: {
    help: 'Age of the oldest record waiting or held in the queue, in seconds',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_queue_attempts_max: {
    help: 'Greatest number of attempts among the records of the queue',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_queue_dead_letters: {
    help: 'Dead letters of the queue',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_queue_dead_letter_oldest_age_seconds: {
    help: 'How long ago the oldest dead letter of the queue died, in seconds; 0 when there is none',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_queue_rescued_claims: {
    help: 'Claims of the queue freed by the last run',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_queue_held_claims: {
    help: 'Claims that hold records of the queue',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_queue_drain_seconds: {
    help: 'Expected time until the queue is empty, in seconds, judged by the last runs',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_claims_rescued_last_hour: {
    help: 'Claims of the queue taken from dead runs in the last hour',
    stages: cleaning,
    labels: ['queue'],
    byFrame: false,
  },
  dwm_leases_lost_last_hour: {
    help: 'Claims that runs of a stage found taken from them in the last hour',
    stages: cleaning,
    labels: ['lost_by'],
    byFrame: false,
  },
  dwm_syncs_last_hour: {
    help: 'Eloqua syncs started in the last hour, by kind',
    stages: cleaning,
    labels: ['kind'],
    byFrame: false,
  },
  dwm_syncs_unfinished: {
    help: 'Eloqua syncs planned or started and not yet followed to their end, by stage that began them',
    stages: cleaning,
    labels: ['begun_by'],
    byFrame: false,
  },
} as const satisfies Record<string, MetricDefinition>

export type MetricName = keyof typeof metricsTable

/** Metrics that a stage sets by itself. */
export type StageMetricName = {
  [M in MetricName]: (typeof metricsTable)[M]['byFrame'] extends true ? never : M
}[MetricName]

/** Labels of metric M, each with its value. */
export type MetricLabels<M extends MetricName> = {
  readonly [L in (typeof metricsTable)[M]['labels'][number]]: string
}
