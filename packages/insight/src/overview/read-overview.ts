import { nextRunOf, type Stage, type StageName, stages } from '@dwmops/fleet'
import { claimEventsOfLastHour, lastSuccess, listRuns, type RunDocument } from '@dwmops/job-runner'
import { databaseNow, retryTransient } from '@dwmops/mongo'
import { type ClaimListing, openQueueReader, type QueueDepths, type QueueStats } from '@dwmops/mongo-queue'
import { type HourlyUsage, type Ledger, type LedgerEntry, openLedger } from '@dwmops/sync-ledger'
import type { Db } from 'mongodb'
import type { DrainForecast } from '../forecast/drain-forecast.ts'
import { forecastOf } from '../forecast/read-forecast.ts'

/** What a front page shows. */
export interface Overview {
  /** As clean-queues counted them last, with the time when they will be empty. */
  readonly queues: readonly (QueueStats & { readonly forecast: DrainForecast | undefined })[]
  /** Held claims, oldest first. */
  readonly claims: readonly ClaimListing[]
  readonly stages: readonly StageOverview[]
  readonly syncsLastHour: HourlyUsage
  /** Syncs that have not ended, and of which their stage has heard nothing for longer than it may go without success. */
  readonly silentSyncs: readonly LedgerEntry[]
  /** Claims of the last hour that were taken from dead runs, by queue. */
  readonly claimsRescued: ReadonlyMap<string, number>
  /** Claims of the last hour that runs lost, by stage. */
  readonly leasesLost: ReadonlyMap<string, number>
  /** How full the queues were, oldest first. */
  readonly depths: readonly QueueDepths[]
}

/** A stage, its newest run and its newest success. */
export interface StageOverview {
  readonly stage: StageName
  readonly schedule: string
  readonly from: string
  readonly to: string
  readonly lastRun: RunDocument | undefined
  readonly lastSuccessAt: Date | undefined
  /** When the schedule starts it again, unless it is suspended. */
  readonly nextRunAt: Date
  /** The last success may be so old, and a run may last so long, before someone should look. */
  readonly successMaxAgeSeconds: number
}

export interface OverviewOptions {
  /** How far back the depths go; 24 hours unless given, 14 days at most. */
  readonly hours?: number
  /** Most points of the depths; 300 unless given. */
  readonly points?: number
}

/** Reads what a front page shows out of snapshots alone, so that it costs the same at any number of items. */
export async function readOverview(
  queueDb: Db,
  { hours = 24, points = 300 }: OverviewOptions = {},
): Promise<Overview> {
  const queue = openQueueReader(queueDb)
  const ledger = openLedger(queueDb, { stage: 'insight' })
  const now = await retryTransient('read the clock', () => databaseNow(queueDb))
  const since = new Date(now.getTime() - hours * 3_600_000)
  const [stats, claims, stageOverviews, syncsLastHour, silent, depths, claimsRescued, leasesLost] =
    await Promise.all([
      queue.readStats(),
      queue.claims(),
      Promise.all(stages.map((stage) => stageOverview(queueDb, stage, now))),
      ledger.usedInLastHour(),
      silentSyncs(ledger, now),
      queue.depths(since, points),
      claimEventsOfLastHour(queueDb, 'rescued'),
      claimEventsOfLastHour(queueDb, 'lost'),
    ])
  const forecasts = await Promise.all(stats.map((one) => forecastOf(queueDb, one)))
  return {
    queues: stats.map((one, place) => ({ ...one, forecast: forecasts[place]?.forecast })),
    claims,
    stages: stageOverviews,
    syncsLastHour,
    silentSyncs: silent,
    claimsRescued,
    leasesLost,
    depths,
  }
}

async function stageOverview(
  queueDb: Db,
  { name, schedule, from, to, successMaxAgeSeconds }: Stage,
  now: Date,
): Promise<StageOverview> {
  const [[lastRun], success] = await Promise.all([
    listRuns(queueDb, { stage: name, limit: 1 }),
    lastSuccess(queueDb, name),
  ])
  const lastSuccessAt = success && (success.finishedAt ?? success.startedAt)
  const nextRunAt = nextRunOf(schedule, now)
  return { stage: name, schedule, from, to, lastRun, lastSuccessAt, nextRunAt, successMaxAgeSeconds }
}

/** By the database's clock, as `seenAt` is. */
async function silentSyncs(ledger: Ledger, now: Date): Promise<LedgerEntry[]> {
  const open = await Promise.all([ledger.list({ state: 'planned' }), ledger.list({ state: 'started' })])
  return open.flat().filter(({ stage, seenAt }) => {
    const { successMaxAgeSeconds = 0 } = stages.find(({ name }) => name === stage) ?? {}
    return now.getTime() - seenAt.getTime() > Math.max(successMaxAgeSeconds, 4_500) * 1000
  })
}
