import { washingConfig } from '@dwmops/core/testing'
import { loginSettings, type Sandbox, type SandboxOptions, startSandbox } from '@dwmops/eloqua-sandbox'
import type { StageName } from '@dwmops/fleet'
import type { StageRun } from '@dwmops/local-fleet'
import type { TestMongo } from '@dwmops/local-mongo/testing'
import { openQueue, type Queue } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import { runHere } from './run-here.ts'
import { lookAt } from './sandbox.ts'

/** A fleet over a sandbox of some contacts, its stages run within this process, with rules that change and blank fields. */
export interface WashedFleet {
  readonly sandbox: Sandbox
  readonly eloqua: ReturnType<typeof lookAt>
  readonly queue: Queue
  readonly queueDb: Db
  readonly rulesDb: Db
  run(stage: StageName, settings?: Readonly<Record<string, string>>): Promise<StageRun>
  /** Exports, washes and flags all contacts: the import is next. */
  untilImport(): Promise<void>
  /** What a contact holds in Eloqua. */
  fieldsOf(ContactID: string): Promise<Readonly<Record<string, string>>>
  /** Import syncs of contacts so far. */
  imports(): Promise<number>
  stop(): Promise<void>
}

/** Fields that the rules of {@link openWashedFleet} blank where they hold `n/a`. */
export const blankable = ['firstName', 'lastName', 'salutation', 'busPhone', 'fax', 'address1'] as const

/** `city` ` berlin  mitte` becomes `Berlin`, `n/a` becomes blank, and a blank `country` is derived from the city. */
export async function openWashedFleet(
  database: TestMongo,
  records: readonly Readonly<Record<string, string>>[],
  options: Partial<SandboxOptions> = {},
): Promise<WashedFleet> {
  const sandbox = await startSandbox({ records, ...options })
  const queueDb = database.fresh()
  const rulesDb = database.fresh()
  await fillRules(rulesDb)
  const environment = {
    ...loginSettings(sandbox),
    MONGODB_URL: database.mongo.url,
    QUEUE_DATABASE: queueDb.databaseName,
    RULES_DATABASE: rulesDb.databaseName,
    CONFIG_NAME: 'Test',
    POLL_SECONDS: '0.05',
    LEASE_SECONDS: '30',
  }
  const eloqua = lookAt(sandbox)
  const run: WashedFleet['run'] = (stage, settings) => runHere(stage, { ...environment, ...settings })
  return {
    ...{ sandbox, eloqua, queueDb, rulesDb, run },
    queue: openQueue(queueDb, { owner: 'test', stage: 'test' }),
    async untilImport() {
      for (const stage of ['get-contacts', 'wash-contacts', 'update-indicators'] as const) {
        const { exitCode, lines } = await run(stage)
        if (exitCode !== 0) throw new Error(`${stage}: ${JSON.stringify(lines.at(-1))}`)
      }
    },
    fieldsOf: async (ContactID) =>
      (await eloqua.contacts()).find((one) => one.ContactID === ContactID)?.fields ?? {},
    imports: async () =>
      (await eloqua.syncs()).filter(({ definitionUri }) => definitionUri.includes('/contacts/imports/'))
        .length,
    async stop() {
      await sandbox.stop()
      await queueDb.dropDatabase()
      await rulesDb.dropDatabase()
    },
  }
}

async function fillRules(rulesDb: Db): Promise<void> {
  await rulesDb
    .collection('normLookup')
    .insertOne({ fieldName: 'city', find: 'BERLIN MITTE', replace: 'Berlin' })
  await rulesDb.collection('genericLookup').insertOne({ find: 'N/A', replace: '' })
  await rulesDb
    .collection('deriveValue')
    .insertOne({ fieldName: 'country', lookupVals: { city: 'BERLIN' }, value: 'DE' })
  const step = { type: 'deriveValue', fieldSet: ['city'], options: [] }
  const blanking = blankable.map((field) => [field, { lookup: ['genericLookup'], derive: {} }])
  await rulesDb.collection('config').insertOne(
    washingConfig('Test', {
      ...Object.fromEntries(blanking),
      city: { lookup: ['normLookup'], derive: {} },
      country: { lookup: [], derive: { '1': step } },
    }),
  )
}
