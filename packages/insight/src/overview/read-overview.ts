import { type StageName, stages } from '@dwmops/fleet'
import { listRuns, type RunDocument } from '@dwmops/job-runner'
import { type ClaimListing, openQueue, type QueueDepths, type QueueStats } from '@dwmops/mongo-queue'
import { type HourlyUsage, openLedger } from '@dwmops/sync-ledger'
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
  /** How full the queues were, oldest first. */
  readonly depths: readonly QueueDepths[]
}

/** A stage and its newest run. */
export interface StageOverview {
  readonly stage: StageName
  readonly schedule: string
  readonly from: string
  readonly to: string
  readonly lastRun: RunDocument | undefined
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
  const queue = openQueue(queueDb, { owner: 'insight', stage: 'insight' })
  const ledger = openLedger(queueDb, { stage: 'insight' })
  const since = new Date(Date.now() - hours * 3_600_000)
  const [stats, claims, stageRuns, syncsLastHour, depths] = await Promise.all([
    queue.readStats(),
    queue.claims(),
    Promise.all(stages.map(({ name }) => listRuns(queueDb, { stage: name, limit: 1 }))),
    ledger.usedInLastHour(),
    queue.depths(since, points),
  ])
  const forecasts = await Promise.all(stats.map((one) => forecastOf(queueDb, one)))
  return {
    queues: stats.map((one, place) => ({ ...one, forecast: forecasts[place]?.forecast })),
    claims,
    stages: stages.map(({ name, schedule, from, to }, place) => {
      return { stage: name, schedule, from, to, lastRun: stageRuns[place]?.[0] }
    }),
    syncsLastHour,
    depths,
  }
}
