import type {
  CommonSettingName,
  MetricLabels,
  SettingsOf,
  StageMetricName,
  StageName,
  StageSettingName,
} from '@dwmops/fleet'
import type { Db, MongoClient } from 'mongodb'
import type { Logger } from 'pino'

/** Settings of stage S by key: the common ones and its own. */
export type StageSettings<S extends StageName> = SettingsOf<CommonSettingName | StageSettingName<S>>

/** What a run counts. `in`, `out` and `failed` are always reported; other names as a stage sees fit. */
export interface RunCounts {
  /** Records taken in. */
  in: number
  /** Records handed on or finished. */
  out: number
  /** Records that failed for good: more than 0 makes the run end in `partial`. */
  failed: number
  /** Records still waiting when the run ended, where the stage knows. */
  left?: number
  [name: string]: number | undefined
}

/**
 * What became of single values of contacts. superseded: Eloqua holds something newer, which stays. rejected: Eloqua refused the
 * value and took the rest of the row. tooLong: longer than the field. unread: an export lacked the field, so it is left alone.
 */
export type ValueResult = 'superseded' | 'rejected' | 'tooLong' | 'unread'

/** Values by what became of them and by field. */
export type ValueCounts = Readonly<Partial<Record<ValueResult, Readonly<Record<string, number>>>>>

/** Sets gauges of the stage; what is never set is never pushed. Setting again replaces. */
export interface RunMetrics {
  set<M extends StageMetricName>(
    name: M,
    value: number,
    ...labels: keyof MetricLabels<M> extends never ? [] : [labels: MetricLabels<M>]
  ): void
}

/** What the work of a stage is given. */
export interface StageContext<S extends StageName = StageName> {
  readonly stage: S
  readonly settings: StageSettings<S>
  readonly log: Logger
  readonly client: MongoClient
  readonly queueDb: Db
  readonly rulesDb: Db
  /** Aborted by SIGTERM, SIGINT or SIGHUP: claim no more; give back or finish what is held within GRACE_SECONDS. */
  readonly abortSignal: AbortSignal
  /** Aborted when MAX_RUNTIME_SECONDS are over: the end of the bounded loop, and a success. */
  readonly deadlineSignal: AbortSignal
  /** Aborted by the first of the two: the loop's condition is `!context.stopSignal.aborted`. */
  readonly stopSignal: AbortSignal
  readonly deadlineAt: Date
  readonly runId: string
  /** Pod name, process and start time: who holds a claim. */
  readonly owner: string
  /** Whether Eloqua may be written to: in prod or with ELOQUA_WRITE=true, and never with --dry-run. */
  readonly eloquaWrite: boolean
  readonly dryRun: boolean
  readonly metrics: RunMetrics
  /** Adds to the counts of the run line and of the progress; say it batch by batch, so that a failed run reports it too. */
  count(more: Partial<RunCounts>): void
  /** Adds to the counts of values by field: shown in the run line and in `dwm_run_values`. */
  countValues(result: ValueResult, byField: Readonly<Record<string, number>>): void
  /** How many records the run expects to take, as far as it knows: the length of the progress bar. */
  expect(records: number): void
}

/** A stage as its main.ts names it. */
export interface StageJob<S extends StageName> {
  readonly stage: S
  /**
   * Does the work of one run. An error whose class says `retryable: true` ends it in `unavailable`, `needsOperator: true` in `settings`, MongoDB's own are known, the rest is
   * `unexpected`, unless the run was being stopped.
   */
  work(context: StageContext<S>): Promise<void>
}
