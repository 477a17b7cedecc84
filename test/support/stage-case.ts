import { loginSettings, type Sandbox, type SandboxOptions, startSandbox } from '@dwmops/eloqua-sandbox'
import { type StageName, stages } from '@dwmops/fleet'
import { type RunningStage, type StageRun, type StageStart, startStage } from '@dwmops/local-fleet'
import type { LocalMongo } from '@dwmops/local-mongo'
import type { TestMongo } from '@dwmops/local-mongo/testing'
import { openQueue, type Queue } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import type { Db } from 'mongodb'
import { runHere } from './run-here.ts'
import { lookAt } from './sandbox.ts'

/** Longer than any pause of a busy machine: time is moved where a lease is to end. */
const leaseSeconds = 30

/** One stage against a sandbox and a queue database of its own, with contacts where the stage takes them from. */
export interface StageCase {
  readonly stage: StageName
  readonly sandbox: Sandbox
  readonly eloqua: ReturnType<typeof lookAt>
  readonly queue: Queue
  readonly queueDb: Db
  readonly addresses: readonly string[]
  /** records of the custom object at the start: an address may have two */
  readonly records: number
  start(settings?: Readonly<Record<string, string>>, how?: StageStart): RunningStage
  run(settings?: Readonly<Record<string, string>>): Promise<StageRun>
  /** The same within this process. */
  runHere(settings?: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<StageRun>
  /** What clean-queues does first, by a run of it within this process. */
  clean(): Promise<StageRun>
  /**
   * Ends the leases of claims and the signs of life of syncs: time is moved, not waited for. `long`: past the hours after
   * which a sync is given up.
   */
  leaseIsOver(long?: boolean): Promise<void>
  /** Ledger entries that are neither ended nor abandoned. */
  openSyncs(): Promise<number>
  stop(): Promise<void>
}

/** The stages that talk to Eloqua. */
export const eloquaStages: readonly StageName[] = stages
  .filter(({ readsEloqua }) => readsEloqua)
  .map(({ name }) => name)

/** The queue that a stage takes its records from, where it takes them from one. */
export const feeds: Partial<Record<StageName, string>> = {
  'update-indicators': 'indicatorQueue',
  'post-contacts': 'processedQueue',
}

export async function openStageCase(
  database: TestMongo,
  stage: StageName,
  options: SandboxOptions,
): Promise<StageCase> {
  const sandbox = await startSandbox({ contacts: 12, ...options })
  const queueDb = database.fresh()
  const queue = openQueue(queueDb, { owner: 'test', stage: 'test' })
  await queue.ensureIndexes()
  const eloqua = lookAt(sandbox)
  const contacts = await eloqua.contacts()
  const { length: records } = await eloqua.indicators()
  const entries = contacts.map(({ fields }, index) => ({
    key: (fields['emailAddress'] ?? '').trim().toLowerCase(),
    payload: { ...fields, city: 'Washed' },
    source: String(index),
  }))
  const feed = feeds[stage]
  if (feed !== undefined) await queue.add(feed, entries)
  const rulesDb = database.client.db(`${queueDb.databaseName}_rules`)
  if (stage === 'get-contacts') await loadOneRule(rulesDb)
  const environment = environmentOf(sandbox, database.mongo, queueDb)
  const running = new Set<RunningStage>()
  const start = (settings: Readonly<Record<string, string>> = {}, how: StageStart = {}) => {
    const run = startStage(stage, { ...environment, ...settings }, how)
    running.add(run)
    run.finished.then(() => running.delete(run))
    return run
  }
  return {
    stage,
    sandbox,
    eloqua,
    queue,
    queueDb,
    records,
    addresses: entries.map(({ key }) => key),
    start,
    run: (settings) => start(settings).finished,
    runHere: (settings, signal) => runHere(stage, { ...environment, ...settings }, signal),
    clean: () => runHere('clean-queues', environment),
    leaseIsOver: (long = false) => moveTime(queueDb, long),
    openSyncs: async () => (await openLedger(queueDb, { stage }).unfinished()).length,
    async stop() {
      for (const run of running) run.process.kill('SIGKILL')
      await Promise.all([...running].map((run) => run.finished))
      await sandbox.stop()
      await queueDb.dropDatabase()
      await rulesDb.dropDatabase()
    },
  }
}

function environmentOf(sandbox: Sandbox, mongo: LocalMongo, { databaseName }: Db): Record<string, string> {
  return {
    ...loginSettings(sandbox),
    MONGODB_URL: mongo.url,
    QUEUE_DATABASE: databaseName,
    RULES_DATABASE: `${databaseName}_rules`,
    POLL_SECONDS: '0.05',
    LEASE_SECONDS: String(leaseSeconds),
    MAX_RUNTIME_SECONDS: '120',
    GRACE_SECONDS: '2',
  }
}

/** The least rule base with which contacts are taken off the list. */
async function loadOneRule(rulesDb: Db): Promise<void> {
  await rulesDb.collection('config').insertOne({ configName: 'Eloqua_Contacts_DWM', fields: {} })
  await rulesDb.collection('genericLookup').insertOne({ find: 'N/A' })
}

async function moveTime(queueDb: Db, long: boolean): Promise<void> {
  const past = new Date(Date.now() - 7 * 3_600_000)
  await queueDb
    .collection('claims')
    .updateMany({}, { $set: { until: past, ...(long && { heldSince: past }) } })
  await queueDb
    .collection('syncs')
    .updateMany({}, { $set: { seenAt: past, ...(long && { plannedAt: past }) } })
}

/** Opens a case for some work, and ends it however the work ends. */
export async function withStageCase(
  database: TestMongo,
  stage: StageName,
  options: SandboxOptions,
  work: (one: StageCase) => Promise<void>,
): Promise<void> {
  const one = await openStageCase(database, stage, options)
  try {
    await work(one)
  } finally {
    await one.stop()
  }
}

/** What a run said that is not plain progress, for the message of a failed test. */
export function describeRun(run: StageRun): string {
  const lines = run.lines.filter((line) => line['level'] !== 'info' && line['level'] !== 'debug')
  const texts = lines.map((line) => JSON.stringify(line).slice(0, 600))
  return `exit code ${run.exitCode} ${run.signal ?? ''}\n${texts.join('\n')}\n${run.stderr}`
}
