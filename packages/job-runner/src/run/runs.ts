import { exitCodes, isSuccess, type RunResult, type StageName } from '@dwmops/fleet'
import {
  ensureIndexes,
  type IndexWait,
  type NamedIndex,
  retryTransient,
  retryTransientWith,
} from '@dwmops/mongo'
import type { Db, Filter } from 'mongodb'
import type { RunCounts } from './stage-context.ts'

const keptSeconds = 30 * 86_400

/** A run as it is remembered for 30 days. One without `result` is under way, or was killed. */
export interface RunDocument {
  readonly _id: string
  readonly stage: StageName
  readonly environment: string
  readonly owner: string
  readonly dryRun: boolean
  readonly startedAt: Date
  readonly finishedAt?: Date
  readonly durationMs?: number
  readonly result?: RunResult
  readonly exitCode?: number
  readonly counts?: RunCounts
  /** Why it did not end well. */
  readonly reason?: string
}

export interface ListRunsOptions {
  readonly stage?: StageName | undefined
  readonly result?: RunResult | undefined
  /** Only runs that come after this one in the list. */
  readonly after?: Pick<RunDocument, '_id' | 'startedAt'> | undefined
  readonly limit?: number
}

/** Which runs are looked for: those with one of the ids, and those by one of the owners. */
export interface FindRunsOptions {
  readonly ids?: readonly string[]
  /** As a run names itself in claims and syncs: host, process and start time. */
  readonly owners?: readonly string[]
}

/** Makes the indexes of `runs`: one that forgets, and two that list runs in their order; harmless to repeat. */
export async function ensureRunIndexes(queueDb: Db, wait: IndexWait = {}): Promise<void> {
  await ensureIndexes(runsOf(queueDb), indexes, wait)
}

const indexes: readonly NamedIndex[] = [
  { key: { startedAt: 1 }, name: 'forget_after_30_days', expireAfterSeconds: keptSeconds },
  { key: { startedAt: -1, _id: 1 }, name: 'runs_in_order' },
  { key: { stage: 1, startedAt: -1, _id: 1 }, name: 'runs_of_a_stage_in_order' },
]

export async function recordStart(queueDb: Db, run: RunDocument): Promise<void> {
  const { _id, ...facts } = run
  // an upsert, which does no harm when it is repeated
  await retryTransient('record the run', () =>
    runsOf(queueDb).updateOne({ _id }, { $setOnInsert: facts }, { upsert: true }),
  )
}

/** The end of a run does not wait long for a database that is gone. */
const retryOnce = retryTransientWith({ attempts: 2 })

export async function recordEnd(queueDb: Db, run: RunDocument): Promise<void> {
  const { _id, ...facts } = run
  await retryOnce('record the end of the run', () =>
    runsOf(queueDb).updateOne({ _id }, { $set: facts }, { upsert: true }),
  )
}

/** Runs of the last 30 days, newest first; of one stage or with one result when asked. */
export async function listRuns(
  queueDb: Db,
  { stage, result, after, limit = 50 }: ListRunsOptions = {},
): Promise<RunDocument[]> {
  const filter: Filter<RunDocument> = {
    ...(stage !== undefined && { stage }),
    ...(result !== undefined && { result }),
    ...(after !== undefined && {
      startedAt: { $lte: after.startedAt },
      $or: [{ startedAt: { $lt: after.startedAt } }, { _id: { $gt: after._id } }],
    }),
  }
  return runsOf(queueDb).find(filter).sort({ startedAt: -1, _id: 1 }).limit(limit).toArray()
}

/** Runs of a stage since a time, in no order that counts, one at a time: a stage may run every minute. */
export async function* runsSince(queueDb: Db, stage: StageName, since: Date): AsyncGenerator<RunDocument> {
  yield* runsOf(queueDb)
    .find({ stage, startedAt: { $gte: since } })
    .batchSize(5_000)
}

const successes = (Object.keys(exitCodes) as RunResult[]).filter(isSuccess)

/** The newest run of a stage that succeeded, of the last 30 days; undefined when none did. */
export async function lastSuccess(queueDb: Db, stage: StageName): Promise<RunDocument | undefined> {
  const wanted = { stage, result: { $in: successes } }
  return (await runsOf(queueDb).findOne(wanted, { sort: { startedAt: -1 } })) ?? undefined
}

/** One run; undefined when there is none of this id. */
export async function readRun(queueDb: Db, id: string): Promise<RunDocument | undefined> {
  return (await runsOf(queueDb).findOne({ _id: id })) ?? undefined
}

/** Runs of the last 30 days by id or owner. An owner ends in the time at which its run started, which is indexed. */
export async function findRuns(
  queueDb: Db,
  { ids = [], owners = [] }: FindRunsOptions,
): Promise<RunDocument[]> {
  if (ids.length + owners.length === 0) return []
  const started = owners.map((owner) => new Date(owner.slice(owner.lastIndexOf('@') + 1)))
  const starts = started.filter((date) => !Number.isNaN(date.getTime()))
  return runsOf(queueDb)
    .find({ $or: [{ _id: { $in: [...ids] } }, { startedAt: { $in: starts }, owner: { $in: [...owners] } }] })
    .toArray()
}

function runsOf(queueDb: Db) {
  return queueDb.collection<RunDocument>('runs')
}
