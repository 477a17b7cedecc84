import { stages } from '@dwmops/fleet'
import { listRuns, type RunDocument } from '@dwmops/job-runner'
import { openQueueReader, type QueueStats } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import { type DrainForecast, drainForecast, runsForForecast } from './drain-forecast.ts'

/** What waits in a queue, and until when; `forecast` is undefined where nothing was taken out in the last hour. */
export interface QueueForecast {
  readonly queue: string
  /** Ready and held. */
  readonly waiting: number
  readonly countedAt: Date
  readonly forecast: DrainForecast | undefined
}

/** Forecasts for all queues, from the last count and the last runs of the stages that take from them. */
export async function readForecast(queueDb: Db): Promise<QueueForecast[]> {
  const queue = openQueueReader(queueDb)
  const stats = await queue.readStats()
  return Promise.all(stats.map((one) => forecastOf(queueDb, one)))
}

/** The forecast for one queue as it was counted. */
export async function forecastOf(queueDb: Db, stats: QueueStats): Promise<QueueForecast> {
  const { queue, ready, held, countedAt } = stats
  const waiting = ready + held
  const runs = waiting === 0 ? [] : await runsOfTaker(queueDb, queue)
  return { queue, waiting, countedAt, forecast: drainForecast(waiting, runs, countedAt) }
}

async function runsOfTaker(queueDb: Db, queue: string): Promise<RunDocument[]> {
  const taker = stages.find(({ from }) => from === queue)
  return taker === undefined ? [] : listRuns(queueDb, { stage: taker.name, limit: runsForForecast })
}
