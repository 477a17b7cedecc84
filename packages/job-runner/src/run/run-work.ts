import type { CommonSettingName, SettingsOf, StageName } from '@dwmops/fleet'
import type { MongoClient } from 'mongodb'
import { connectMongodb } from '../connect-mongodb.ts'
import { createTelemetry, type Telemetry } from '../metrics/telemetry.ts'
import { egressProxyOf } from '../settings/egress-proxy.ts'
import { idlePoll } from './idle-poll.ts'
import type { ProgressState } from './progress.ts'
import type { RunFrame } from './run-frame.ts'
import { outcomeOfError, outcomeOfWork, RunDeadlineError, type RunOutcome } from './run-outcome.ts'
import { ensureRunIndexes, type RunDocument, recordStart } from './runs.ts'
import type { StageContext, StageJob, StageSettings } from './stage-context.ts'
import { createTally, type Tally } from './tally.ts'

/** A run under way. */
export interface Run<S extends StageName = StageName> {
  readonly job: StageJob<S>
  readonly frame: RunFrame
  readonly settings: StageSettings<S>
  readonly telemetry: Telemetry
  readonly tally: Tally
  /** Once connected. */
  client?: MongoClient
}

/** A run whose settings are right: its metrics count from here on; `show` hears of all that it counts. */
export function beginRun<S extends StageName>(
  job: StageJob<S>,
  frame: RunFrame,
  settings: StageSettings<S>,
  show: (state: ProgressState) => void,
): Run<S> {
  const { stage, environment, log } = frame
  const gateway = settings.pushgateway?.reveal()
  const telemetry = createTelemetry({ stage, environment, gateway, proxy: egressProxyOf(settings), log })
  telemetry.started(frame.startedAt)
  return { job, frame, settings, telemetry, tally: createTally(show) }
}

/** Connects, works, and says how it ended; never throws. A run that was asked to stop ends as stopped, whatever its work returned. */
export async function attemptWork<S extends StageName>(run: Run<S>): Promise<RunOutcome> {
  const { signal } = run.frame
  try {
    const connecting = connectMongodb(common(run).mongodbUrl, {
      appName: `dwmops ${run.job.stage}`,
      database: common(run).queueDatabase,
    })
    run.client = await unlessStopped(signal, connecting).catch((error: unknown) => {
      // a rejection means that nothing was opened
      connecting.then((late) => late.close()).catch(() => undefined)
      throw error
    })
    const context = contextOf(run, run.client)
    await remember(run, context)
    signal.throwIfAborted()
    await work(run, context)
    return signal.aborted ? { result: 'stopped' } : outcomeOfWork(run.tally.counts)
  } catch (error) {
    if (!signal.aborted) return outcomeOfError(error, run.tally.counts)
    return error === signal.reason ? { result: 'stopped' } : { result: 'stopped', error }
  }
}

function work<S extends StageName>({ job, settings }: Run<S>, context: StageContext<S>): Promise<void> {
  const { idlePollSeconds } = settings as Partial<SettingsOf<'IDLE_POLL_SECONDS'>>
  return idlePoll((metrics) => job.work({ ...context, metrics }), {
    pauseSeconds: idlePollSeconds,
    stopSignal: context.stopSignal,
    metrics: context.metrics,
  })
}

/** The run as its document in `runs` starts. */
export function runDocument({ stage, runId, environment, owner, options, startedAt }: RunFrame): RunDocument {
  return { _id: runId, stage: stage.name, environment, owner, dryRun: options.dryRun, startedAt }
}

async function remember<S extends StageName>(
  run: Run<S>,
  { queueDb, stopSignal }: StageContext<S>,
): Promise<void> {
  await ensureRunIndexes(queueDb, { signal: stopSignal })
  await recordStart(queueDb, runDocument(run.frame))
}

function contextOf<S extends StageName>(run: Run<S>, client: MongoClient): StageContext<S> {
  const { frame, settings, telemetry, tally } = run
  const { environment, eloquaWrite, queueDatabase, rulesDatabase, maxRuntimeSeconds } = common(run)
  const { signal } = frame
  const deadlineAt = new Date(frame.startedAt.getTime() + maxRuntimeSeconds * 1000)
  const deadline = signalAt(deadlineAt)
  const { dryRun } = frame.options
  return {
    stage: run.job.stage,
    settings,
    log: frame.log,
    client,
    queueDb: client.db(queueDatabase),
    rulesDb: client.db(rulesDatabase),
    abortSignal: signal,
    deadlineSignal: deadline,
    stopSignal: AbortSignal.any([signal, deadline]),
    deadlineAt,
    runId: frame.runId,
    owner: frame.owner,
    eloquaWrite: !dryRun && (eloquaWrite ?? environment === 'prod'),
    dryRun,
    metrics: telemetry.metrics,
    count: tally.add,
    countValues: tally.addValues,
    expect: tally.expect,
  }
}

function signalAt(time: Date): AbortSignal {
  const controller = new AbortController()
  const abort = () => controller.abort(new RunDeadlineError('run time limit reached (MAX_RUNTIME_SECONDS)'))
  setTimeout(abort, Math.max(0, time.getTime() - Date.now())).unref()
  return controller.signal
}

/** Waits for a promise, but not past the signal. */
async function unlessStopped<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([promise, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** The common settings are in those of every stage, which the compiler cannot see for a stage it does not know. */
function common<S extends StageName>(run: Run<S>): SettingsOf<CommonSettingName> {
  return run.settings as SettingsOf<CommonSettingName>
}
