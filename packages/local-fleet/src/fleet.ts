import { loginSettings } from '@dwmops/eloqua-sandbox'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { MongoClient } from 'mongodb'
import {
  type RunningSandbox,
  type RunningStage,
  type StageRun,
  type StageStart,
  startSandboxProcess,
  startStage,
} from './processes.ts'
import { type PushReceiver, startPushReceiver } from './push-receiver.ts'
import type { RuleChoice } from './rule-choice.ts'
import { loadRuleFiles, loadRules, starter } from './starter.ts'

export interface FleetOptions {
  /** CSV or JSONL file of contacts for the sandbox; default the starter contacts. */
  readonly contactsFile?: string
  /** Generated contacts in place of a file. */
  readonly seedContacts?: number
  /** Rules and configs to wash by; default the starter's. */
  readonly rules?: Pick<RuleChoice, 'rules' | 'configs' | 'configName'>
  /** Further arguments of the sandbox, such as `--fault`. */
  readonly sandboxArgs?: readonly string[]
  /** Settings that every stage gets besides the fleet's own. */
  readonly environment?: Readonly<Record<string, string>>
  /** A database that runs already; it is not stopped with the fleet. */
  readonly mongo?: LocalMongo
  readonly progress?: (line: string) => void
}

export interface Fleet {
  readonly mongo: LocalMongo
  readonly client: MongoClient
  readonly sandbox: RunningSandbox
  readonly metrics: PushReceiver
  /** What a stage process gets: addresses of this fleet's database, Eloqua and Pushgateway, credentials, `ELOQUA_WRITE=true`. */
  readonly environment: Readonly<Record<string, string>>
  start(stage: string, environment?: Readonly<Record<string, string>>, options?: StageStart): RunningStage
  run(stage: string, environment?: Readonly<Record<string, string>>, options?: StageStart): Promise<StageRun>
  /** Ends every process of the fleet and waits for them. */
  stop(): Promise<void>
}

/** A whole fleet on this machine: a database with rules, an Eloqua with contacts, a place for metrics. */
export async function openFleet(options: FleetOptions = {}): Promise<Fleet> {
  const progress = options.progress ?? (() => {})
  const closers: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).toReversed()) await close()
  }
  try {
    const mongo = options.mongo ?? (await startLocalMongo({ progress }))
    if (options.mongo === undefined) closers.push(() => mongo.stop())
    progress(`database: ${mongo.description}`)
    const client = await new MongoClient(mongo.url).connect()
    closers.push(() => client.close())

    const names = databaseNames()
    closers.push(async () => {
      await client.db(names.queue).dropDatabase()
      await client.db(names.rules).dropDatabase()
    })
    const rulesDb = client.db(names.rules)
    if (options.rules === undefined) await loadRuleFiles(rulesDb, starter.rules, starter.config)
    else await loadRules(rulesDb, options.rules.rules, options.rules.configs)

    const sandbox = await startSandboxProcess([...contactArguments(options), ...(options.sandboxArgs ?? [])])
    closers.push(() => sandbox.stop())
    progress(`Eloqua sandbox: ${sandbox.url}`)
    const metrics = await startPushReceiver()
    closers.push(() => metrics.stop())

    const environment = environmentOf(options, { mongo, sandbox, metrics, names })
    const stages = stageStarter(environment)
    closers.push(stages.stop)
    return {
      mongo,
      client,
      sandbox,
      metrics,
      environment,
      start: stages.start,
      run: (...args) => stages.start(...args).finished,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

interface FleetParts extends Pick<Fleet, 'mongo' | 'sandbox' | 'metrics'> {
  readonly names: ReturnType<typeof databaseNames>
}

function environmentOf(
  { rules, environment }: FleetOptions,
  { mongo, sandbox, metrics, names }: FleetParts,
): Fleet['environment'] {
  return {
    ...loginSettings(sandbox),
    ENVIRONMENT: 'dev',
    MONGODB_URL: mongo.url,
    QUEUE_DATABASE: names.queue,
    RULES_DATABASE: names.rules,
    PUSHGATEWAY: metrics.url,
    CONFIG_NAME: rules?.configName ?? starter.configName,
    POLL_SECONDS: '0.1',
    ...environment,
  }
}

/** Starts stages with the settings of a fleet, and ends those that still run. */
function stageStarter(environment: Fleet['environment']) {
  const running = new Set<RunningStage>()
  const start: Fleet['start'] = (stage, extra = {}, how = {}) => {
    const run = startStage(stage, { ...environment, ...extra }, how)
    running.add(run)
    run.finished.then(() => running.delete(run))
    return run
  }
  const stop = async () => {
    for (const stage of running) stage.process.kill('SIGKILL')
    await Promise.all([...running].map((stage) => stage.finished))
  }
  return { start, stop }
}

/** Names of their own: fleets can share a database, and one that somebody else uses is left as it was. */
let fleets = 0
function databaseNames(): { queue: string; rules: string } {
  fleets += 1
  const suffix = `_local_${process.pid}_${fleets}`
  return { queue: `dwmqueue${suffix}`, rules: `dwmdev${suffix}` }
}

function contactArguments({ contactsFile, seedContacts }: FleetOptions): string[] {
  if (seedContacts !== undefined) return ['--contacts', String(seedContacts), '--seed', '1']
  return ['--contacts-file', contactsFile ?? starter.contacts]
}
