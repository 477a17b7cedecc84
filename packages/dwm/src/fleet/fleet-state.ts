import { type Cluster, runningJobs, stageCronJobs } from '@dwmops/cluster'
import { type StageName, stages } from '@dwmops/fleet'
import { type DrainForecast, readForecast } from '@dwmops/insight'
import { listRuns, type RunDocument } from '@dwmops/job-runner'
import { type ClaimListing, openQueueReader, type QueueStats } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import { type WaitingPod, waitingPods } from './stage-pods.ts'

/** A queue and when it will be empty; undefined where nothing is known to reckon from. */
export interface QueueState extends QueueStats {
  readonly forecast: DrainForecast | undefined
}

/** A stage, its last run, and its CronJob where there is a cluster. */
export interface StageState {
  readonly stage: StageName
  readonly lastRun: RunDocument | undefined
  readonly cronJob: { schedule: string; suspended: boolean; running: number; lastSuccess?: Date } | undefined
}

export interface FleetState {
  /** Undefined: no cluster is known. */
  readonly namespace: string | undefined
  readonly queues: readonly QueueState[]
  readonly claims: readonly ClaimListing[]
  readonly stages: readonly StageState[]
  /** Pods that have not started and why. */
  readonly waitingPods: readonly WaitingPod[]
}

/** Reads what is known of the fleet. Queue sizes are those that clean-queues counted last. */
export async function readFleetState(queueDb: Db, cluster: Cluster | undefined): Promise<FleetState> {
  const queue = openQueueReader(queueDb)
  const [stats, forecasts, claims, runs, cronJobs, running, waiting = []] = await Promise.all([
    queue.readStats(),
    readForecast(queueDb),
    queue.claims(),
    Promise.all(stages.map(({ name }) => listRuns(queueDb, { stage: name, limit: 1 }))),
    cluster && stageCronJobs(cluster),
    cluster && runningJobs(cluster),
    cluster && waitingPods(cluster),
  ])
  const lastRuns = new Map(runs.flat().map((run): [StageName, RunDocument] => [run.stage, run]))
  const forecastOf = new Map(forecasts.map(({ queue: name, forecast }) => [name, forecast]))
  return {
    namespace: cluster?.namespace,
    queues: stats.map((one) => ({ ...one, forecast: forecastOf.get(one.queue) })),
    claims,
    stages: stages.map(({ name }) => ({
      stage: name,
      lastRun: lastRuns.get(name),
      cronJob: cronJobState(cronJobs?.get(name), running?.get(name)),
    })),
    waitingPods: waiting,
  }
}

type CronJobs = Awaited<ReturnType<typeof stageCronJobs>>

function cronJobState(cronJob: ReturnType<CronJobs['get']>, running = 0): StageState['cronJob'] {
  if (cronJob?.spec === undefined) return undefined
  const lastSuccess = cronJob.status?.lastSuccessfulTime
  return {
    schedule: cronJob.spec.schedule,
    suspended: cronJob.spec.suspend ?? false,
    running,
    ...(lastSuccess !== undefined && { lastSuccess: new Date(lastSuccess) }),
  }
}
