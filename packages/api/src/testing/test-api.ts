import { after, before } from 'node:test'
import { createToken, ensureAccessIndexes, type Role, roles } from '@dwmops/access'
import { apiSettings, defineSettings, parseSettings } from '@dwmops/job-runner'
import { type LocalMongo, startLocalMongo } from '@dwmops/local-mongo'
import { MongoClient } from 'mongodb'
import { pino } from 'pino'
import type { ApiContext } from '../context.ts'
import { buildServer } from '../server/build-server.ts'
import type { Server } from '../server/server.ts'
import { openContext } from '../start-api.ts'

/** An API over the real database of one test file. */
export interface TestApi {
  readonly server: Server
  readonly context: ApiContext
  readonly mongo: LocalMongo
  readonly client: MongoClient
  /** A header that proves a role. */
  as(role: Role): { readonly authorization: string }
  /** Another API, over the same databases, with settings of its own. */
  with(env: Readonly<Record<string, string>>): Promise<Server>
}

const unlimited = { heavyPerMinute: 1_000_000, loginsPerMinute: 1_000_000 }

/** Starts a database and an API before the tests of a file, with a token for each role, and ends both after them. */
export function testApi(limits: Partial<ApiContext['limits']> = unlimited): TestApi {
  let started: Omit<TestApi, 'as' | 'with'> | undefined
  const tokens = new Map<Role, string>()
  const servers: Server[] = []
  const open = async (mongo: LocalMongo, client: MongoClient, env: Readonly<Record<string, string>>) => {
    const all = { MONGODB_URL: mongo.url, QUEUE_DATABASE: 'api_queue', RULES_DATABASE: 'api_rules', ...env }
    const settings = parseSettings(defineSettings(apiSettings), all)
    const context = openContext({ settings, client, log: pino({ level: 'silent' }), limits })
    const server = await buildServer(context)
    servers.push(server)
    return { server, context }
  }
  before(async () => {
    const mongo = await startLocalMongo()
    const client = await new MongoClient(mongo.url).connect()
    const { server, context } = await open(mongo, client, {})
    const { queueDb, queue, store, ledger } = context
    await Promise.all([
      ensureAccessIndexes(queueDb),
      queue.ensureIndexes(),
      store.ensureIndexes(),
      ledger.ensureIndexes(),
    ])
    for (const role of roles) {
      const { token } = await createToken(queueDb, { name: `a ${role}`, role, createdBy: 'test' })
      tokens.set(role, token)
    }
    started = { server, context, mongo, client }
  })
  after(async () => {
    for (const server of servers) await server.close()
    await started?.client.close()
    await started?.mongo.stop()
  })
  const running = () => {
    if (started === undefined) throw new Error('the API is there only in tests')
    return started
  }
  return {
    get server() {
      return running().server
    },
    get context() {
      return running().context
    },
    get mongo() {
      return running().mongo
    },
    get client() {
      return running().client
    },
    as: (role) => ({ authorization: `Bearer ${tokens.get(role)}` }),
    with: async (env) => (await open(running().mongo, running().client, env)).server,
  }
}
