import { loginSettings, type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import type { StageName } from '@dwmops/fleet'
import type { StageRun } from '@dwmops/local-fleet'
import { openQueue, type Queue } from '@dwmops/mongo-queue'
import type { Db, MongoClient } from 'mongodb'
import { runHere } from '../support/run-here.ts'
import { lookAt, type SandboxContact } from '../support/sandbox.ts'
import { fillRules, washableValue, washedFields } from './washable-values.ts'

export type Settings = Readonly<Record<string, string>>

/** Contacts of an Eloqua at one moment: id -> its fields. */
export type Contacts = ReadonlyMap<string, Readonly<Record<string, string>>>

/** An Eloqua with a few contacts, and a fleet whose stages run within this process. */
export interface World {
  readonly sandbox: Sandbox
  readonly eloqua: ReturnType<typeof lookAt>
  readonly queue: Queue
  /** All contacts, once no sync runs any more. */
  contacts(): Promise<Contacts>
  run(stage: StageName): Promise<StageRun>
  /** Ends the leases of claims and the signs of life of syncs, as if hours had passed. */
  passTime(): Promise<void>
  stop(): Promise<void>
}

export interface WorldOptions {
  readonly client: MongoClient
  readonly mongoUrl: string
  readonly database: string
  readonly contacts: number
  /** Settings of post-contacts and the other stages that differ from the defaults. */
  readonly settings: Settings
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const { client, mongoUrl, database, contacts, settings } = options
  const queueDb = client.db(database)
  const rulesDb = client.db(`${database}_rules`)
  await queueDb.dropDatabase()
  await rulesDb.dropDatabase()
  await fillRules(rulesDb, 'Simulation')
  const sandbox = await startSandbox({ records: people(contacts), pendingMs: 1, activeMs: 1 })
  const environment = {
    ...loginSettings(sandbox),
    MONGODB_URL: mongoUrl,
    QUEUE_DATABASE: queueDb.databaseName,
    RULES_DATABASE: rulesDb.databaseName,
    CONFIG_NAME: 'Simulation',
    POLL_SECONDS: '0.01',
    LEASE_SECONDS: '300',
    MAX_RUNTIME_SECONDS: '240',
    ...settings,
  }
  const eloqua = lookAt(sandbox)
  return {
    ...{ sandbox, eloqua },
    queue: openQueue(queueDb, { owner: 'simulation', stage: 'simulation' }),
    async contacts() {
      await settled(eloqua)
      return byId(await eloqua.contacts())
    },
    run: (stage) => runHere(stage, environment),
    passTime: () => passTime(queueDb),
    async stop() {
      await sandbox.stop()
      await queueDb.dropDatabase()
      await rulesDb.dropDatabase()
    },
  }
}

function people(count: number): Record<string, string>[] {
  return Array.from({ length: count }, (_, at) => {
    const values = washedFields.map((field, place) => [field, washableValue(at * 100 + place, at + place)])
    return {
      ContactID: String(at + 1),
      emailAddress: `Person.${at + 1}@Example.com`,
      ...Object.fromEntries(values),
    }
  })
}

/** A run that has ended may leave a sync behind, which goes on by itself. */
async function settled(eloqua: World['eloqua']): Promise<void> {
  const isRunning = ({ status }: { status: string }) => status === 'pending' || status === 'active'
  while ((await eloqua.syncs()).some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 2))
}

function byId(contacts: readonly SandboxContact[]): Contacts {
  return new Map(contacts.map(({ ContactID, fields }) => [ContactID, fields]))
}

async function passTime(queueDb: Db): Promise<void> {
  const past = new Date(Date.now() - 7 * 3_600_000)
  await queueDb.collection('claims').updateMany({}, { $set: { until: past, heldSince: past } })
  await queueDb.collection('syncs').updateMany({}, { $set: { seenAt: past } })
}
