import assert from 'node:assert/strict'
import type { FaultInput } from '@dwmops/eloqua-sandbox'
import type { StageName } from '@dwmops/fleet'
import type { StageRun } from '@dwmops/local-fleet'
import type { TestMongo } from '@dwmops/local-mongo/testing'
import { describeRun, type StageCase, withStageCase } from '../support/stage-case.ts'
import { canariesIn, contacts, login, secrets } from './canaries.ts'
import { type EchoingGateway, startEchoingGateway } from './echoing-gateway.ts'
import { canariesStoredIn } from './stored-values.ts'

/** A stage whose contacts, login, database and Pushgateway are all canaries. */
export interface CanaryCase {
  readonly one: StageCase
  readonly gateway: EchoingGateway
  /** Runs within this process, and fails for any canary in what it logged, stored or pushed. */
  runHere(settings?: Readonly<Record<string, string>>): Promise<StageRun>
}

export interface CanaryCaseOptions {
  readonly faults?: readonly FaultInput[]
  readonly password?: string
}

const mostShown = 3
export const mongoUser = 'potoroouser'

export async function withCanaryCase(
  database: TestMongo,
  stage: StageName,
  { faults = [], password = secrets.eloquaPassword }: CanaryCaseOptions,
  work: (canary: CanaryCase) => Promise<void>,
): Promise<void> {
  const oauthClient = { id: 'an-app', secret: secrets.clientSecret }
  const sandbox = { records: contacts, ...login, password, oauthClient, faults }
  const mongoUrl = await urlWithLogin(database)
  await withStageCase(database, stage, sandbox, async (one) => {
    const gateway = await startEchoingGateway()
    const settings = {
      ELOQUA_COMPANY: login.company,
      ELOQUA_USERNAME: login.user,
      ELOQUA_PASSWORD: password,
      MONGODB_URL: mongoUrl,
      PUSHGATEWAY: gateway.address,
      LOG_LEVEL: 'debug',
      MAX_RUNTIME_SECONDS: '300',
      GRACE_SECONDS: '1',
    }
    const rulesDb = database.client.db(`${one.queueDb.databaseName}_rules`)
    const runHere: CanaryCase['runHere'] = async (more) => {
      const run = await one.runHere({ ...settings, ...more })
      assert.ok(
        run.lines.some(({ msg }) => msg === 'run finished'),
        describeRun(run),
      )
      assert.deepEqual(
        {
          log: canariesIn(JSON.stringify(run.lines)).slice(0, mostShown),
          metrics: canariesIn(gateway.pushed.join('\n')).slice(0, mostShown),
          documents: (await canariesStoredIn(one.queueDb, rulesDb)).slice(0, mostShown),
        },
        { log: [], metrics: [], documents: [] },
      )
      return run
    }
    try {
      await work({ one, gateway, runHere })
    } finally {
      await gateway.stop()
    }
  })
}

/** The address of the database with a user and password that it knows; a database that asks for none takes them all the same. */
export async function urlWithLogin({ mongo, client }: TestMongo, password: string = secrets.mongoPassword) {
  const admin = client.db('admin')
  const known = await admin.command({ usersInfo: mongoUser })
  const pwd = secrets.mongoPassword
  if (known['users'].length === 0)
    await admin.command({ createUser: mongoUser, pwd, roles: ['root'] }).catch(ignoreKnown)
  const url = new URL(mongo.url)
  url.searchParams.set('authSource', 'admin')
  const options = `${url.pathname === '' ? '/' : url.pathname}${url.search}`
  return `mongodb://${mongoUser}:${encodeURIComponent(password)}@${url.host}${options}`
}

/** Another test of this process was faster. */
function ignoreKnown(error: unknown): void {
  if ((error as { code?: unknown }).code !== 51_003) throw error
}
